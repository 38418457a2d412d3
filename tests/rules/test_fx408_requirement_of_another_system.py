from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX408"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("appnope==0.1.4", ["2 appnope is for macOS, and of no use on Linux"]),
        ("pywin32-ctypes==0.2.3", ["2 pywin32-ctypes is for Windows, and of no use on Linux"]),
        ("WMI", ["2 wmi is for Windows, and of no use on Linux"]),
        ("appnope; sys_platform == 'darwin'", []),
        ("colorama==0.4.6", []),
        ("uvloop", []),
        ("# appnope", []),
    ],
)
def test_lines(line: str, expected: list[str]) -> None:
    found = said(CODE, f"azure-functions\n{line}\n")
    assert [each.partition(", where")[0] for each in found] == expected
