"""`fxpack lint`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from fxpack.report import Report
    from fxpack.settings import FailOn, Flags

Format = Literal["text", "concise", "json"]
Color = Literal["auto", "always", "never"]


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Apps, folders with apps below, or files, which stand for the app that owns them.",
            show_default="the current folder",
        ),
    ] = None,
    *,
    format: Annotated[Format, typer.Option(help="How to say it.")] = "text",  # noqa: A002
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write there instead of to the terminal.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Only these rules: FX204,FX3 or ALL.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Not these rules.")
    ] = None,
    python: Annotated[
        str | None, typer.Option(metavar="VERSION", help="The Python that the app runs on: 3.12.")
    ] = None,
    fail_on: Annotated[
        Literal["error", "warning", "never"] | None,
        typer.Option(help="What makes the exit code 1.", show_default="warning"),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count each rule, and what could not be told.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Look again at apps that did not change.")
    ] = False,
    color: Annotated[Color, typer.Option(help="When to use colours.")] = "auto",
) -> None:
    """Find what keeps apps from loading, and what bites later.

    Exit code 0: nothing found. 1: something found. 2: wrong arguments or settings. 5: something
    could not be read or written. 70: a bug in fxpack.
    """
    from fxpack.app.lint import lint as run
    from fxpack.cli.output import colored, emit, note, write_file

    flags = _flags(select, ignore, python, fail_on)
    result = run(paths or [], flags, os.getcwd(), cached=not no_cache)
    painted = output is None and colored(color)
    text = _render(result.report, format, statistics=statistics, painted=painted)
    if output is None:
        emit(text, color=painted)
    else:
        write_file(output, text)
    if result.assumed and format != "json":
        note(
            f"target Python {result.assumed}: the newest generally available "
            "(nothing in the project says which)"
        )
    for crash in result.crashes:
        note(str(crash), kind="error", error=crash)
    failed = 0 if exit_zero or not result.failed else 1
    raise typer.Exit(70 if result.crashes else failed)


def _flags(
    select: list[str] | None, ignore: list[str] | None, python: str | None, fail_on: FailOn | None
) -> Flags:
    from fxpack.app.lint import codes
    from fxpack.platforms import python_of
    from fxpack.settings import Flags, codes_of

    known = codes() if select or ignore else {}
    return Flags(
        select=codes_of(_split(select), "--select", known),
        ignore=codes_of(_split(ignore), "--ignore", known),
        python=None if python is None else python_of(python, "--python"),
        fail_on=fail_on,
    )


def _split(values: list[str] | None) -> list[str]:
    return [code for value in values or [] for code in value.split(",")]


def _render(report: Report, form: Format, *, statistics: bool, painted: bool) -> str:
    if form == "json":
        from fxpack.report import json

        return json.render(report, statistics=statistics)
    from fxpack.app.lint import codes
    from fxpack.cli.output import paint
    from fxpack.report import plain, text

    if statistics:
        spans = text.statistics(report, codes())
    else:
        spans = text.concise(report) if form == "concise" else text.render(report)
    return paint(spans) if painted else plain(spans)
