from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX403"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("requests --pre", ["1 --pre is ignored on this line"]),
        ("requests -i https://example.com", ["1 --index-url is ignored on this line"]),
        ("-r a.txt -r b.txt", ["1 --requirement is ignored on this line"]),
        ("--pre", []),
        ("requests --hash=sha256:00", []),
        ("-r a.txt", []),
    ],
)
def test_lines(line: str, expected: list[str]) -> None:
    assert said(CODE, f"{line}\nazure-functions\n", {"a.txt": "", "b.txt": ""}) == expected
