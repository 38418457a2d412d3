"""`fxpack files`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fxpack.cli import options

if TYPE_CHECKING:
    from fxpack.report import Span


def files(
    app: Annotated[
        str, typer.Argument(help="The folder of an app.", show_default="the current folder")
    ] = ".",
    *,
    explain: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="Say why this file or folder goes in or stays out."),
    ] = None,
    mode: Annotated[
        Literal["remote", "local", "no-build"], typer.Option(help="The zip that it is about.")
    ] = "remote",
    funcignore: Annotated[
        Literal["git", "func"],
        typer.Option(help="Whose meaning the lines of .funcignore have, and whose defaults hold."),
    ] = "git",
    no_defaults: Annotated[
        bool, typer.Option("--no-defaults", help="Leave out what the lines say, and nothing else.")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Put this in whatever keeps it out: settings, secrets."),
    ] = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to say it.")] = "text",  # noqa: A002
    color: options.Color = "auto",
) -> None:
    """List what goes into the zip and what stays out, with the line or default that decided.

    Exit code 0: listed; with --explain, the path goes in. 1: something cannot go into a zip; with
    --explain, the path stays out. 2: wrong arguments. 5: something could not be read.
    """
    from fxpack.app.files import explain as explain_one
    from fxpack.app.files import files as run
    from fxpack.read.published import Choice
    from fxpack.report import files as report

    choice = Choice(dialect=funcignore, defaults=not no_defaults, mode=mode)
    json = format == "json"
    if explain is None:
        result = run(app, choice, include or [], os.getcwd())
        failed = result.failed
        _say(report.as_json(result.tree) if json else report.text(result.tree), color)
    else:
        told = explain_one(app, choice, include or [], os.getcwd(), explained=explain)
        failed = not told.included
        _say(report.explanation_as_json(told) if json else report.explanation(told), color)
    raise typer.Exit(1 if failed else 0)


def _say(said: str | list[Span], color: Literal["auto", "always", "never"]) -> None:
    from fxpack.cli.output import colored, emit, paint
    from fxpack.report import plain

    if isinstance(said, str):
        emit(said)
        return
    painted = colored(color)
    emit(paint(said) if painted else plain(said), color=painted)
