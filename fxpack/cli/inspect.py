"""`fxpack inspect`."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

from fxpack.cli import options


def inspect(
    zip: Annotated[str, typer.Argument(metavar="ZIP", help="A zip of an app, whoever made it.")],  # noqa: A002
    *,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write a page with a map there.")
    ] = None,
    color: options.Color = "auto",
) -> None:
    """Show what takes the room in a zip, and which package brought which.

    Exit code 0: shown. 2: wrong arguments. 5: the zip could not be read.
    """
    from fxpack.app.inspect import inspect as run
    from fxpack.cli.output import colored, emit, note, paint, write_file
    from fxpack.errors import UsageError
    from fxpack.report import inspect as report
    from fxpack.report import plain

    if html and os.path.exists(html) and os.path.realpath(html) == os.path.realpath(zip):
        raise UsageError(f"--html: {html} is the zip itself: name another file")
    found = run(zip, os.getcwd())
    if html:
        from fxpack.report.inspect_html import render

        write_file(html, render(found))
        note(f"{html} has the map")
        return
    if format == "json":
        emit(report.as_json(found))
        return
    painted = colored(color)
    spans = report.text(found)
    emit(paint(spans) if painted else plain(spans), color=painted)
