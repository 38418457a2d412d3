"""`fxpack cache`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from fxpack.cli import options


def cache(
    action: Annotated[
        Literal["size", "dir", "prune"],
        typer.Argument(help="How much there is, where it is, or remove what is not used."),
    ] = "size",
    *,
    older_than: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            help="What prune removes: all that was not used for so long.",
            show_default="30",
        ),
    ] = None,
    color: options.Color = "auto",
) -> None:
    """Show or empty the folder of what can be made again: wheels, locks, answers of lint.

    Wheels that were compiled in a container are among them. Exit code 0: done. 2: wrong arguments. 5:
    something could not be removed.
    """
    from fxpack.app.cache import kept, prune
    from fxpack.cache import cache_folder
    from fxpack.cli.output import colored, emit, paint
    from fxpack.errors import UsageError
    from fxpack.report import cache as report
    from fxpack.report import plain

    if older_than is not None and action != "prune":
        raise UsageError(f"--older-than: {action} removes nothing: fxpack cache prune does")
    if action == "dir":
        emit(f"{cache_folder()}\n")
        return
    if action == "size":
        there = kept()
        spans = report.kept(there.folder, there.parts)
    else:
        gone, stays = prune(30 if older_than is None else older_than)
        spans = report.pruned(gone.folder, gone.parts, stays.size)
    painted = colored(color)
    emit(paint(spans) if painted else plain(spans), color=painted)
