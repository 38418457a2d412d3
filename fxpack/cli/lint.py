"""`fxpack lint`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from fxpack.cli import options
from fxpack.cli.diagnostics import flags_of, say
from fxpack.cli.formats import Formats, for_people, outputs_of


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Apps, folders with apps below, or files, which stand for the app that owns them.",
            show_default="the current folder",
        ),
    ] = None,
    *,
    format: Formats = None,  # noqa: A002
    output: options.Report = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Only these rules: FX204,FX3 or ALL.")
    ] = None,
    ignore: options.Ignore = None,
    python: options.Python = None,
    fail_on: options.FailOn = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count each rule, and what could not be told.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Look again at apps that did not change.")
    ] = False,
    color: options.Color = "auto",
) -> None:
    """Find what keeps apps from loading, and what bites later.

    Exit code 0: nothing found. 1: something found. 2: wrong arguments or settings. 5: something
    could not be read or written. 70: a bug in fxpack.
    """
    from fxpack.app.lint import lint as run
    from fxpack.cli.output import note

    outputs = outputs_of(format, output, statistics=statistics)
    flags = flags_of(select, ignore, python, fail_on)
    result = run(paths or [], flags, os.getcwd(), cached=not no_cache)
    say(result.report, outputs, color, statistics=statistics)
    if result.assumed and for_people(outputs):
        note(
            f"target Python {result.assumed}: the newest generally available "
            "(nothing in the project says which)"
        )
    for crash in result.crashes:
        note(str(crash), kind="error", error=crash)
    failed = 0 if exit_zero or not result.failed else 1
    raise typer.Exit(70 if result.crashes else failed)
