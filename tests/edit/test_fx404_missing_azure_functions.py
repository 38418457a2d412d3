"""azure-functions is added where the app imports it and names it nowhere."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("six\n", "six\nazure-functions\n"),
        ("six", "six\nazure-functions\n"),
        ("six\r\n# end", "six\r\n# end\r\nazure-functions\r\n"),
        ("", "azure-functions\n"),
    ],
)
def test_line_is_added(before: str, after: str) -> None:
    assert fixed({"requirements.txt": before}) == {"requirements.txt": after}


def test_a_list_with_hashes_is_left() -> None:
    assert fixed({"requirements.txt": f"six==1.17.0 --hash=sha256:{'0' * 64}\n"}) == {}
