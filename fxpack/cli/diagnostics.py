"""What commands have in common that say what is wrong: their options, and how they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fxpack.report import Report
    from fxpack.settings import FailOn, Flags

Format = Literal["text", "concise", "json"]
Color = Literal["auto", "always", "never"]


def say(
    report: Report, form: Format, output: str | None, color: Color, *, statistics: bool = False
) -> None:
    """Write a report to the terminal, or to a file."""
    from fxpack.cli.output import colored, emit, write_file

    painted = output is None and colored(color)
    text = _render(report, form, statistics=statistics, painted=painted)
    if output is None:
        emit(text, color=painted)
    else:
        write_file(output, text)


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
    from fxpack.app.lint import codes
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


def _render(report: Report, form: Format, *, statistics: bool, painted: bool) -> str:
    if form == "json":
        from fxpack.report import json

        return json.render(report, statistics=statistics)
    from fxpack.app.lint import codes
    from fxpack.cli.output import paint
    from fxpack.report import plain, text

    if statistics:
        spans = text.statistics(report, codes())
    else:
        spans = text.concise(report) if form == "concise" else text.render(report)
    return paint(spans) if painted else plain(spans)
