from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX410"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("x>=1", "x", ["3 x is named in line 2 too, with >=1"]),
        ("x", "x>=1", ["3 x is named in line 2 too, with no version"]),
        ("my.lib<3", "My_Lib>=1", ["3 my-lib is named in line 2 too, with <3"]),
        ("x==1.0", "x>=1", ["3 x is named in line 2 too, with ==1.0"]),
        ("x>=1", "x>=1", []),
        ("x>=1", "x[extra]>=1", []),
        ("x>=1", "y", []),
        ("x==1.0", "x==2.0", []),
        ("x>=1; python_version < '3.8'", "x>=2; python_version >= '3.8'", []),
        ("x>=1; sys_platform == 'win32'", "x>=2; sys_platform != 'win32'", []),
    ],
)
def test_lines(one: str, other: str, expected: list[str]) -> None:
    assert said(CODE, f"azure-functions\n{one}\n{other}\n") == expected


@pytest.mark.parametrize("option", ["-r", "-c"])
def test_another_file_may_say_more(option: str) -> None:
    assert said(CODE, f"x\n{option} more.txt\nazure-functions\n", {"more.txt": "x==1.0\n"}) == []
