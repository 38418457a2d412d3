"""Lines of requirements that go, or get a marker."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import BOTH, SAFE

START = "azure-functions\n"


def after(lines: str, *, unsafe: bool = False) -> str:
    """What is left of requirements.txt."""
    files = fixed({"requirements.txt": START + lines}, safeties=BOTH if unsafe else SAFE)
    assert files.keys() <= {"requirements.txt"}
    return files.get("requirements.txt", START + lines).removeprefix(START)


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("email\nsix\n", "six\n"),
        ("six\nemail==4.0.2", "six\n"),
        # it may be installed, and used
        ("uuid\n", "uuid\n"),
    ],
)
def test_of_the_standard_library(before: str, left: str) -> None:
    assert after(before) == left


def test_of_the_standard_library_for_someone_to_look_at() -> None:
    assert after("uuid  # why\nsix\nasyncio \\\n --hash=sha256:" + "0" * 64, unsafe=True) == "six\n"


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("pywin32", 'pywin32; sys_platform == "win32"'),
        ("pywin32 >= 300,<400 # é\r\n", 'pywin32 >= 300,<400; sys_platform == "win32" # é\r\n'),
        ("pyobjc-core==10.1\n", 'pyobjc-core==10.1; sys_platform == "darwin"\n'),
        ("pywin32[all] ~= 308.0\n", 'pywin32[all] ~= 308.0; sys_platform == "win32"\n'),
        # it may be installed, and imported
        ("appnope\n", "appnope\n"),
    ],
)
def test_not_for_linux(before: str, left: str) -> None:
    assert after(before) == left


def test_of_another_system_for_someone_to_look_at() -> None:
    assert after("appnope\n", unsafe=True) == 'appnope; sys_platform == "darwin"\n'


@pytest.mark.parametrize(
    "line",
    [
        'pywin32; python_version > "3"\n',
        "pywin32==308 --global-option=x\n",
        f"pywin32==308 --hash=sha256:{'0' * 64}\n",
        f"pywin32==308 \\\n  --hash=sha256:{'0' * 64}\n",
    ],
)
def test_what_says_more_is_left(line: str) -> None:
    assert after(line, unsafe=True) == line


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("six>=1\nsix\n", "six>=1\n"),
        ("Six\nother\nsix==1.17.0\n", "other\nsix==1.17.0\n"),
        ("six>=1\nsix<2\n", "six>=1\nsix<2\n"),
        # with another system or a comment more is lost
        ('six>=1; sys_platform == "linux"\nsix\n', 'six>=1; sys_platform == "linux"\nsix\n'),
        ("six>=1\nsix  # why\n", "six>=1\nsix  # why\n"),
        ("six>=1\nsix[extra]\n", "six>=1\nsix[extra]\n"),
    ],
)
def test_named_twice(before: str, left: str) -> None:
    assert after(before) == left
