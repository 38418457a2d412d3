"""What is said again of a build that failed: the line that tells why."""

from __future__ import annotations

import pytest

from fxpack.pack.build_output import SHOWN, told

BEFORE = ("  error: subprocess-exited-with-error", "  \u2570\u2500> [3 lines of output]", "")

FAILED = {
    "a compiler": (
        ["gcc -c a.c", "a.c:1:10: fatal error: b.h: No such file", "compilation terminated."],
        "a.c:1:10: fatal error: b.h: No such file",
    ),
    "a backend": (
        [
            "running egg_info",
            "      Error: pg_config executable not found.",
            "      It is required",
        ],
        "Error: pg_config executable not found",
    ),
    "an exception": (
        ["Traceback", "ModuleNotFoundError: No module named 'x'"],
        "ModuleNotFoundError: No module named 'x'",
    ),
    "something else": (["what", "is this"], "is this"),
    "nothing": ([], "it said nothing"),
}


AFTER = (
    "  [end of output]",
    "  Building wheel for x (pyproject.toml): finished with status 'error'",
    "  ERROR: Failed building wheel for x",
    "Failed to build x",
)


@pytest.mark.parametrize(("lines", "why"), FAILED.values(), ids=list(FAILED))
def test_why(lines: list[str], why: str) -> None:
    assert told([*BEFORE, *lines, *AFTER]).why == why


def test_few_lines_are_said_again() -> None:
    lines = [f"line {number}" for number in range(100)]
    lines[50] = "error: here"
    around = told(lines).around.splitlines()
    assert len(around) == SHOWN
    assert "error: here" in around
    assert around[-1] == "line 53"
