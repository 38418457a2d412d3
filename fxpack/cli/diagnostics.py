"""What commands have in common that say what is wrong: their options, and how they say it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from fxpack.cli.formats import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fxpack.cli.formats import Output
    from fxpack.report import Report
    from fxpack.settings import FailOn, Flags

Color = Literal["auto", "always", "never"]


def say(
    report: Report, outputs: Iterable[Output], color: Color, *, statistics: bool = False
) -> None:
    """Write a report in each of its formats, to the terminal or to a file."""
    from fxpack.cli.output import append_file, colored, emit, write_file

    for form, file in outputs:
        painted = file is None and form in TEXTS and colored(color)
        text = _render(report, form, statistics=statistics, painted=painted)
        if file is None:
            emit(text, color=painted)
        else:
            write_file(file, text)
        summary = os.environ.get("GITHUB_STEP_SUMMARY")
        if form == "github" and summary:
            from fxpack.report.github import job_summary

            append_file(summary, job_summary(report))


def flags_of(
    select: list[str] | None,
    ignore: list[str] | None,
    python: str | None,
    fail_on: FailOn | None,
    about: str = "",
) -> Flags:
    """The flags that these options are; UsageError for what makes no sense.

    about  how the codes begin that there is something to select of
    """
    from fxpack.app.chosen import codes
    from fxpack.platforms import python_of
    from fxpack.settings import Flags, codes_of

    known = [code for code in codes() if code.startswith(about)] if select or ignore else []
    return Flags(
        select=codes_of(_split(select), "--select", known),
        ignore=codes_of(_split(ignore), "--ignore", known),
        python=None if python is None else python_of(python, "--python"),
        fail_on=fail_on,
    )


def _split(values: list[str] | None) -> list[str]:
    return [code for value in values or [] for code in value.split(",")]


def _render(report: Report, form: str, *, statistics: bool, painted: bool) -> str:
    if form == "json":
        from fxpack.report import json

        return json.render(report, statistics=statistics)
    if form not in TEXTS:
        return _for_programs(report, form)
    from fxpack.app.chosen import codes
    from fxpack.cli.output import paint
    from fxpack.report import plain, text

    if statistics:
        spans = text.statistics(report, codes())
    else:
        spans = text.concise(report) if form == "concise" else text.render(report)
    return paint(spans) if painted else plain(spans)


def _for_programs(report: Report, form: str) -> str:
    """A format of CI systems and code hosts, with paths as these want them."""
    from fxpack.app.chosen import codes
    from fxpack.cli.repository import from_repository
    from fxpack.report import azure, github, junit, sarif

    if form == "sarif":
        from fxpack.rules import EVERY

        return sarif.render(from_repository(report), EVERY)
    if form == "github":
        return github.render(from_repository(report), codes())
    if form == "azure":
        return azure.render(from_repository(report))
    return junit.render(report, codes())
