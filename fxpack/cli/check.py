"""`fxpack check`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from fxpack.cli import options
from fxpack.cli.diagnostics import flags_of, say
from fxpack.cli.formats import Formats, for_people, outputs_of


def check(
    zip: Annotated[str, typer.Argument(metavar="ZIP", help="A zip to deploy, whoever made it.")],  # noqa: A002
    *,
    python: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help="The Python that the app runs on: 3.12.",
            show_default="what the packages in the zip are for",
        ),
    ] = None,
    format: Formats = None,  # noqa: A002
    output: options.Report = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Only these rules: FX911,FX92 or ALL.")
    ] = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    color: options.Color = "auto",
) -> None:
    """Find what Azure would refuse of a zip, and what would fail there.

    Places are shown as `app.zip/path/in/it`. Exit code 0: nothing found. 1: something found. 2:
    wrong arguments. 5: the zip could not be opened. 70: a bug in fxpack.
    """
    from fxpack.app.check import check as run
    from fxpack.cli.output import note
    from fxpack.errors import UsageError

    outputs = outputs_of(format, output)
    for _, file in outputs:
        if file and os.path.exists(file) and os.path.realpath(file) == os.path.realpath(zip):
            raise UsageError(f"--output: {file} is the zip itself: name another file")
    result = run(zip, flags_of(select, ignore, python, fail_on, "FX9"), os.getcwd())
    say(result.report, outputs, color)
    if result.told_by != "--python" and for_people(outputs):
        reason = {
            "packages": "what the packages in the zip are for",
            "default": "the newest generally available (nothing in the zip says which)",
        }[result.told_by]
        note(f"target Python {result.python}: {reason}")
    for crash in result.crashes:
        note(str(crash), kind="error", error=crash)
    raise typer.Exit(70 if result.crashes else int(result.failed))
