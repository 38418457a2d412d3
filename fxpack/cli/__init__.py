"""The command line: arguments → use case → print → exit code. What is heavy loads in its command."""

from __future__ import annotations

import os
import sys
from typing import Annotated, TextIO

import typer

from fxpack import __version__
from fxpack.cli.build import build
from fxpack.cli.check import check
from fxpack.cli.files import files
from fxpack.cli.inspect import inspect
from fxpack.cli.lint import lint
from fxpack.cli.lock import lock
from fxpack.cli.rule import rule
from fxpack.errors import FxpackError

app = typer.Typer(
    name="fxpack",
    no_args_is_help=True,
    # both would load rich before there is anything to paint
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(lint)
app.command()(build)
app.command()(lock)
app.command()(files)
app.command()(check)
app.command()(inspect)
app.command()(rule)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer passes an option's value by position
    if wanted:
        typer.echo(f"fxpack {__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Lint and package Azure Functions apps in Python."""


def main() -> None:
    """Run a command. Whatever stops fxpack itself is said here, in one line."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        # what a terminal's encoding lacks must not stop a report
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        # the name by which completion knows it, however it was started
        app(prog_name="fxpack")
    except FxpackError as error:
        _stop(error, str(error), error.exit_code)
    except Exception as error:  # noqa: BLE001 - the last resort, which names the bug
        said = "; ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())])
        _stop(error, f"{said}. This is a bug in fxpack; FXPACK_DEBUG=1 shows where", 70)


def _nowhere() -> TextIO:
    """What stands for a stream that the shell has closed (`>&-`), which is None in Python."""
    return open(os.devnull, "w", encoding="utf-8")


def _stop(error: Exception, message: str, exit_code: int) -> None:
    if os.environ.get("FXPACK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    typer.echo(f"fxpack: error: {message}", err=True)
    sys.exit(exit_code)
