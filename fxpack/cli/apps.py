"""`fxpack apps`."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

MOST_JOBS = 256
"""Source: GitHub docs, "Usage limits" of workflows: jobs that a matrix makes in one run."""


def apps(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Folders with apps below.", show_default="the current folder"),
    ] = None,
    *,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar="REVISION", help="Only apps that git says have changed since."),
    ] = None,
    format: Annotated[  # noqa: A002
        Literal["text", "json", "matrix"],
        typer.Option(help="How to say it; matrix: for jobs of GitHub Actions or Azure Pipelines."),
    ] = "text",
) -> None:
    """List the apps of a repository, or those that a change touches.

    A change touches an app that publishes the file, whose requirements lead to it, or that it
    configures. Exit code 0: listed. 2: wrong arguments, or no such revision.
    """
    from fxpack.app.apps import apps as run
    from fxpack.cli.output import emit, note
    from fxpack.report import apps as report

    found = run(paths or [], os.getcwd(), since=changed_since)
    if format == "text":
        emit(report.text(found))
    elif format == "json":
        emit(report.as_json(found))
    elif os.environ.get("TF_BUILD", "").lower() == "true":
        emit(report.azure_matrix(found))
    else:
        emit(report.github_matrix(found))
        if len(found) > MOST_JOBS:
            note(
                f"GitHub Actions takes at most {MOST_JOBS} jobs of a matrix, and these are "
                f"{len(found)}: name folders with fewer apps, each in a job of its own"
            )
