"""Where the text goes: a terminal, in colours or not, a pipe or a file."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Literal

import typer

from fxpack.atomic import replacing
from fxpack.errors import FileError, FxpackError

if TYPE_CHECKING:
    from fxpack.report import Span

STYLES: dict[str, dict[str, str | bool]] = {
    "path": {"bold": True},
    "bold": {"bold": True},
    "quiet": {"fg": "blue"},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "good": {"fg": "green"},
}


def colored(wanted: Literal["auto", "always", "never"] = "auto") -> bool:
    """Whether to paint what goes to stdout. https://no-color.org wins over FORCE_COLOR."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def paint(spans: list[Span]) -> str:
    """Spans as text with the codes of a terminal's colours."""
    return "".join(
        typer.style(text, **STYLES[style]) if style else text  # type: ignore[arg-type]
        for style, text in spans
    )


def emit(text: str | bytes, *, color: bool = False) -> None:
    """Write to stdout; bytes as they are. A reader that has had enough (`| head`) is no error."""
    try:
        typer.echo(text, nl=False, color=color)
        sys.stdout.flush()
    except OSError as error:
        # what is left in the buffer must not fail again when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise FileError(f"the output cannot be written: {error.strerror}") from None


def note(text: str, *, kind: str = "note", error: Exception | None = None) -> None:
    """Say something beside the output."""
    if error is not None and os.environ.get("FXPACK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    from fxpack.report.plain_text import without_commands

    typer.echo(f"fxpack: {kind}: {without_commands(text)}", err=True)


def note_assumed(python: str) -> None:
    """Say which Python was taken where nothing names one."""
    note(
        f"target Python {python}: the newest generally available (nothing in the project says which)"
    )


def stopped(error: Exception) -> int:
    """Say in one line what stopped a command; the exit code. What is no FxpackError is a bug."""
    notes = getattr(error, "__notes__", ())
    if isinstance(error, FxpackError):
        note(str(error), kind="error", error=error)
        for each in notes:
            typer.echo(each, err=True)
        return error.exit_code
    said = "; ".join([f"{type(error).__name__}: {error}", *notes])
    note(f"{said}. This is a bug in fxpack; FXPACK_DEBUG=1 shows where", kind="error", error=error)
    return 70


def write_file(path: str, text: str) -> None:
    """Write a file in one step: whoever reads it sees the old one or the new one, never a part."""
    try:
        # of a pipe that has a name, such as /dev/stdout, the real path is none
        with nullcontext(path) if _is_special(path) else replacing(os.path.realpath(path)) as place:
            _write(place, text, "w")
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None


def append_file(path: str, text: str) -> None:
    """Add to the end of a file."""
    try:
        _write(path, text, "a")
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None


def _write(path: str, text: str, mode: Literal["w", "a"]) -> None:
    with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


def _is_special(path: str) -> bool:
    """Whether a path is a terminal, a pipe or the like, which must not be replaced."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
