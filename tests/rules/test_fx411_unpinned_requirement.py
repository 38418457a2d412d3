from __future__ import annotations

import pytest

from tests.apps import codes, overlay
from tests.rules.one_requirements import lines

CODE = "FX411"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x", [1]),
        ("x>=1", [1]),
        ("x~=1.0", [1]),
        ("x==1.*", [1]),
        ("x==1.0,<2", [1]),
        ("x==1.0", []),
        ("x[extra]==1.0; python_version > '3'", []),
        ("x===1.0", []),
        ("x>=1 --hash=sha256:00", []),
        ("x @ https://example.com/x-1.0-py3-none-any.whl", []),
        ("./x", []),
        ("x\n-c c.txt", []),
    ],
)
def test_lines(line: str, expected: list[int]) -> None:
    assert lines(CODE, line, {"c.txt": "x==1.0\n"}) == expected


def test_off_by_default() -> None:
    assert codes(overlay({"requirements.txt": "azure-functions\nx>=1\n"})) == []


def test_no_requirements() -> None:
    assert lines(CODE, "", {"requirements.txt (absent)": ""}) == []
