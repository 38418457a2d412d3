"""`fxpack graph`."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

from fxpack.cli import options


def graph(
    app: Annotated[
        str, typer.Argument(help="The folder of an app.", show_default="the current folder")
    ] = ".",
    *,
    python: options.Python = None,
    stdlib: Annotated[
        bool, typer.Option("--stdlib", help="Show modules of the standard library, too.")
    ] = False,
    format: Annotated[Literal["text", "dot", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
    color: options.Color = "auto",
) -> None:
    """Show who imports what, and what a cold start of each function loads.

    Exit code 0: shown. 2: wrong arguments. 5: something could not be read.
    """
    from fxpack.app.graph import graph as run
    from fxpack.cli.output import colored, emit, paint
    from fxpack.platforms import python_of
    from fxpack.report import graph as report
    from fxpack.report import plain

    wanted = python_of(python, "--python") if python is not None else None
    found = run(app, os.getcwd(), python=wanted)
    if format == "json":
        emit(report.as_json(found.graph, found.target))
    elif format == "dot":
        emit(report.as_dot(found.graph, stdlib=stdlib))
    else:
        painted = colored(color)
        spans = report.text(found.graph, stdlib=stdlib)
        emit(paint(spans) if painted else plain(spans), color=painted)
