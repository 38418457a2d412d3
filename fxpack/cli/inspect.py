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
    color: options.Color = "auto",
) -> None:
    """Show what takes the room in a zip, and which package brought which.

    Exit code 0: shown. 2: wrong arguments. 5: the zip could not be read.
    """
    from fxpack.app.inspect import inspect as run
    from fxpack.cli.output import colored, emit, paint
    from fxpack.report import inspect as report
    from fxpack.report import plain

    found = run(zip, os.getcwd())
    if format == "json":
        emit(report.as_json(found))
        return
    painted = colored(color)
    spans = report.text(found)
    emit(paint(spans) if painted else plain(spans), color=painted)
