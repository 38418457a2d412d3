"""`fxpack functions`."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

from fxpack.cli import options


def functions(
    app: Annotated[
        str, typer.Argument(help="The folder of an app.", show_default="the current folder")
    ] = ".",
    *,
    python: options.Python = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
    color: options.Color = "auto",
) -> None:
    """List the functions that the worker will find, with triggers, URLs and bindings.

    Nothing of the app is run, whether function.json or decorators declare its functions. Exit code
    0: all will be found. 1: the worker or the host refuses the app, or some function of it. 2: wrong
    arguments. 5: something could not be read.
    """
    from fxpack.app.functions import functions as run
    from fxpack.cli.output import colored, emit, note, note_assumed, paint
    from fxpack.platforms import python_of
    from fxpack.report import functions as report
    from fxpack.report import plain
    from fxpack.settings import Flags

    flags = Flags(python=None if python is None else python_of(python, "--python"))
    result = run(app, flags, os.getcwd())
    if format == "json":
        emit(report.as_json(result.listing))
    else:
        spans = report.text(result.listing)
        painted = colored(color)
        emit(paint(spans) if painted else plain(spans), color=painted)
    if result.assumed:
        note_assumed(result.assumed)
    refusal = report.refusal(result.listing)
    if refusal:
        note(refusal, kind="error")
    raise typer.Exit(1 if refusal else 0)
