"""`fxpack init`."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer


def init(
    app: Annotated[
        str, typer.Argument(help="The app's folder.", show_default="the current folder")
    ] = ".",
    *,
    ci: Annotated[
        Literal["github", "azure", "none"] | None,
        typer.Option(help="Whose CI.", show_default="that of where the repository is from"),
    ] = None,
) -> None:
    """Write what an app lacks: .funcignore, [tool.fxpack], a pre-commit hook and a job for CI.

    A file that is there is never written over. Exit code 0: all is there now. 2: wrong arguments or
    settings. 5: something could not be written.
    """
    from fxpack.app.init import init as run
    from fxpack.cli.output import emit
    from fxpack.report.plain_text import one_line

    for step in run(app, os.getcwd(), ci):
        emit(f"{step.done:<8}  {one_line(step.path)}  ({step.what})\n")
