"""The short look at requirements, beside the long one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxpack.model import Target
from fxpack.read.requirement_check import requirement_problems
from fxpack.read.requirement_faults import faults, has_credentials, is_outside
from tests.apps import overlay

TARGET = Target(python=(3, 12))
LINES = [
    "azure-functions",
    "Azure_Functions==1.24.0",
    "requests>=2.31  # why",
    "requests == 2.31",
    "requests==2.*",
    "requests==",
    "requests==2..1",
    "requests>=2,<3",
    "re--quests",
    "-requests",
    "requests-",
    "re quests",
    "requests#fragment",
    "# a comment",
    "",
    "uuid",
    "pyobjc-framework-Cocoa",
    "pywin32==308",
    "azure-functions-worker",
    "requests[security]",
    "requests; sys_platform == 'win32'",
    "x=1",
    "-r more.txt",
    "-e ./x",
    "../x",
    "x.whl",
    "x.zip",
    "x.y>=1",
    "x  # why \\",
    "x \\",
    "# coding: nothing",
    "# \0",
    "x\f",
    "\u00b2\u00b3",
    "idna==\u0661",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=6))
def test_the_short_look_overlooks_nothing(lines: list[str]) -> None:
    files = overlay({"requirements.txt": "\n".join([*lines, "azure-functions"]) + "\n"})
    published = frozenset(files)
    full = tuple(faults(files, TARGET, published, local=False))
    assert requirement_problems(files, TARGET, published, local=False) == full


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), max_size=3))
def test_no_text_is_too_much(lines: list[str]) -> None:
    files = overlay()
    data = "\n".join(["azure-functions", *lines]).encode("utf-8", "replace")
    files["requirements.txt"] = data
    published = frozenset(files)
    full = tuple(faults(files, TARGET, published, local=False))
    assert requirement_problems(files, TARGET, published, local=False) == full


def test_nothing_is_loaded_for_what_is_plain() -> None:
    code = (
        "import sys\n"
        "from tests.apps import codes, overlay\n"
        "text = '# a comment\\nazure-functions\\nrequests==2.32.3  # why\\nnumpy>=2\\n'\n"
        "assert codes(overlay({'requirements.txt': text})) == []\n"
        "loaded = {'packaging', 'fxpack.read.requirement_lines'} & sys.modules.keys()\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", False),
        ("x", False),
        ("./x", False),
        ("x/../y", False),
        ("..x", False),
        ("..", True),
        ("../x", True),
        ("x/../../y", True),
        ("..\\x", True),
        ("/x", True),
        ("c:\\x", True),
        ("~/x", True),
        ("https://example.com/../x", False),
    ],
)
def test_is_outside(path: str, expected: bool) -> None:
    assert is_outside(path) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com", False),
        ("https://me@example.com", False),
        ("https://me:word@example.com", True),
        ("https://me:${WORD}@example.com", False),
        ("https://me:%WORD%@example.com", False),
        ("https://0123456789abcdef0123456789abcdef@example.com", True),
        ("https://example.com/me:word@x", False),
        ("x@y:z", False),
    ],
)
def test_has_credentials(url: str, expected: bool) -> None:
    assert has_credentials(url) is expected
