from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX409"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("==2.31.0", "==2.32.0"),
        ("==2.31", ">=2.32"),
        (">=2.32", "==2.31"),
        ("==2.31", "<2"),
        ("==2.31", "!=2.31.0"),
        ("==2.31", "==2.32.*"),
        ("==2.31", "~=2.32"),
        ("==2.31+cpu", "==2.32"),
    ],
)
def test_nothing_fits_both(one: str, other: str) -> None:
    assert said(CODE, f"azure-functions\nx{one}\nX{other}\n") == [
        f"3 no version of x is {other} here and {one} in line 2"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("==2.31", "==2.31.0"),
        ("==2.31", ""),
        ("==2.31", ">=2"),
        ("==2.31", "==2.*"),
        ("==2.31+cpu", "==2.31"),
        ("==2.31", "==2.31+cpu"),
        ("==2.31rc1", ">=2.30"),
        (">=2.31", "<2"),
        ("==2.31; python_version < '3.8'", "==2.32; python_version >= '3.8'"),
        ("==2.31; sys_platform == 'win32'", "==2.32"),
        (" @ https://example.com/x-2.31-py3-none-any.whl", "==2.32"),
    ],
)
def test_something_may_fit_both(one: str, other: str) -> None:
    assert said(CODE, f"azure-functions\nx{one}\nx{other}\n") == []
    assert said(CODE, f"azure-functions\nx{other}\nx{one}\n") == []


def test_other_files() -> None:
    files = {"c.txt": "x==1.0\n", "more.txt": "y==1.0\n"}
    assert said(CODE, "azure-functions\nx==2.0\n-c c.txt\ny==2.0\n-r more.txt", files) == [
        "c.txt:1 no version of x is ==1.0 here and ==2.0 in requirements.txt, line 2",
        "more.txt:1 no version of y is ==1.0 here and ==2.0 in requirements.txt, line 4",
    ]


def test_constraints_alone_ask_for_nothing() -> None:
    assert said(CODE, "azure-functions\n-c c.txt\n", {"c.txt": "x==1.0\nx==2.0\n"}) == []
