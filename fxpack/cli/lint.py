"""`fxpack lint`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from fxpack.cli import options
from fxpack.cli.diagnostics import flags_of, say
from fxpack.cli.formats import Formats, for_people, outputs_of
from fxpack.cli.output import note, write_file
from fxpack.errors import UsageError

if TYPE_CHECKING:
    from fxpack.app.lint import LintResult


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
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Let be what this file says was there.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write what is found now to the baseline.")
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

    outputs = outputs_of(format, output, statistics=statistics)
    flags = flags_of(select, ignore, python, fail_on)
    if write_baseline and baseline is None:
        raise UsageError("--write-baseline: name the file, such as --baseline fxpack-baseline.json")
    read = None if write_baseline else baseline
    result = run(paths or [], flags, os.getcwd(), cached=not no_cache, baseline=read)
    if write_baseline and baseline is not None and not result.crashes:
        _write_baseline(result, baseline)
        raise typer.Exit
    say(result.report, outputs, color, statistics=statistics)
    if for_people(outputs):
        _notes(result, baseline)
    for crash in result.crashes:
        note(str(crash), kind="error", error=crash)
    failed = 0 if exit_zero or not result.failed else 1
    raise typer.Exit(70 if result.crashes else failed)


def _write_baseline(result: LintResult, file: str) -> None:
    from fxpack.app.baseline import baseline_text
    from fxpack.report.text import counted

    found = result.report.diagnostics
    write_file(file, baseline_text(found, file, os.getcwd()))
    note(f"{file} knows {counted(len(found), 'finding')} from now on")


def _notes(result: LintResult, baseline: str | None) -> None:
    """What is said beside the findings."""
    from fxpack.report.text import counted

    if result.assumed:
        note(
            f"target Python {result.assumed}: the newest generally available "
            "(nothing in the project says which)"
        )
    if result.known:
        note(f"{counted(result.known, 'finding')} of {baseline} not shown")
    if result.gone:
        gone = counted(result.gone, "finding")
        note(f"{gone} of {baseline} no longer found: --write-baseline forgets them")
