"""The command line: arguments → use case → print → exit code. What is heavy loads in its command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Annotated, Any, TextIO, cast

import typer
from typer.core import TyperCommand, TyperGroup

from fxpack import __version__

COMMANDS = (
    "init",
    "lint",
    "build",
    "lock",
    "files",
    "functions",
    "graph",
    "check",
    "inspect",
    "apps",
    "rule",
    "cache",
)
"""Each a function in the module of its name."""


class _Commands(Mapping[str, TyperCommand]):
    """The commands by name. Only the one that runs is made: each option costs time at start-up."""

    def __getitem__(self, name: str) -> TyperCommand:
        if name not in COMMANDS:
            raise KeyError(name)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command()(getattr(import_module(f"fxpack.cli.{name}"), name))
        return cast("TyperCommand", typer.main.get_command(alone))

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Group(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = cast("MutableMapping[str, Any]", _Commands())


app = typer.Typer(
    name="fxpack",
    cls=_Group,
    no_args_is_help=True,
    # both would load rich before there is anything to paint
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, it is said
        from fxpack.cli.output import stopped

        sys.exit(stopped(error))


def _nowhere() -> TextIO:
    """What stands for a stream that the shell has closed (`>&-`), which is None in Python."""
    return open(os.devnull, "w", encoding="utf-8")
