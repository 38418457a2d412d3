from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules.one_requirements import lines

CODE = "FX407"


@pytest.mark.parametrize("name", ["pywin32", "PyWin32==308", "pypiwin32", "pyobjc-framework-Cocoa"])
@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("", [2]),
        ("; python_version >= '3.8'", [2]),
        ("; sys_platform != 'linux' or python_version > '3'", [2]),
        ("; sys_platform == 'win32'", []),
        ("; platform_system == 'Darwin'", []),
        ("; os_name == 'nt' and python_version >= '3.8'", []),
    ],
)
def test_markers(name: str, marker: str, expected: list[int]) -> None:
    assert lines(CODE, f"azure-functions\n{name}{marker}\n") == expected


def test_message_and_help() -> None:
    (found,) = lint_files(overlay({"requirements.txt": "azure-functions\npywin32==308\n"}))
    assert found.message == (
        "pywin32 is for Windows, and cannot be installed on Linux, where Azure runs it"
    )
    assert found.help == 'take the line away, or put `; sys_platform == "win32"` behind it'
