"""How far a build is, on a terminal and off it."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from fxpack.artifact import Progress
from fxpack.cli.progress import Lines, progress

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals that Python can make", allow_module_level=True)

SCRIPT = """
import sys
from fxpack.cli.progress import progress
with progress(quiet=False) as hears:
    hears.stage("resolving")
    hears.say("a [bold]note[/]")
    hears.stage("downloading", 2_000_000)
    hears.advance(500_000)
    hears.stage("checking")
print("done")
"""


def on_terminal(**variables: str) -> str:
    """What a terminal gets, without its codes."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "80", "TERM": "xterm", **variables},
    ) as process:
        os.close(theirs)
        pieces = []
        try:
            while piece := os.read(ours, 4096):
                pieces.append(piece)
        except OSError:
            # how Linux says that nobody writes any more
            pass
        assert process.wait() == 0
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", b"".join(pieces).decode()).replace("\r", "\n")


def test_terminal_has_a_bar_for_what_can_be_counted() -> None:
    shown = on_terminal()
    assert "fxpack: note: a [bold]note[/]\n" in shown
    assert shown.rstrip().endswith("done")
    # stages may be too short to be painted; the last one is painted when it ends
    assert "checking" in shown


def test_terminal_without_cursor_control_has_lines() -> None:
    assert on_terminal(TERM="dumb").replace("\n\n", "\n") == (
        "fxpack: progress: resolving\n"
        "fxpack: note: a [bold]note[/]\n"
        "fxpack: progress: downloading 2.0 MB\n"
        "fxpack: progress: checking\n"
        "done\n"
    )


def test_quiet_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with progress(quiet=True) as hears:
        tell(hears)
    assert capfd.readouterr() == ("", "")


def test_log_has_a_line_a_stage(capfd: pytest.CaptureFixture[str]) -> None:
    tell(Lines())
    assert capfd.readouterr() == (
        "",
        "fxpack: progress: writing 1.5 kB\nfxpack: note: something\n",
    )


def tell(hears: Progress) -> None:
    hears.stage("writing", 1500)
    hears.advance(10)
    hears.say("something")
