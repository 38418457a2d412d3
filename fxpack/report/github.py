"""The format for GitHub Actions: annotations beside the lines, and a job's summary in Markdown.

Source: GitHub docs, "Workflow commands for GitHub Actions" and actions/toolkit, core/src/command.ts
(what is escaped, and how).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fxpack.model import Diagnostic
from fxpack.report import Report, plain
from fxpack.report.plain_text import one_line
from fxpack.report.text import summary

MOST_ROWS = 500
"""A step's summary may have 1 MiB; what is left out of the table is counted."""

LONGEST = 400
"""Characters of a cell: names in an app's files may be of any length."""

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, names: Mapping[str, str]) -> str:
    """A command for each diagnostic, and the last line of the text format.

    names  code → name of the rule
    """
    commands = (_command(each, names) for each in report.diagnostics)
    return "".join(f"{line}\n" for line in commands) + plain(summary(report.summary))


def _command(diagnostic: Diagnostic, names: Mapping[str, str]) -> str:
    at = diagnostic.location
    properties = {"file": one_line(at.path), "line": at.line, "endLine": at.end_line}
    if at.line == at.end_line:
        # columns are only shown of annotations of one line
        properties |= {"col": at.column, "endColumn": at.end_column}
    properties["title"] = f"{diagnostic.code} {names.get(diagnostic.code, '')}".rstrip()
    written = ",".join(f"{k}={str(v).translate(_PROPERTY)}" for k, v in properties.items())
    text = one_line(diagnostic.message)
    if diagnostic.help:
        text += f"\nhelp: {one_line(diagnostic.help)}"
    return f"::{diagnostic.severity} {written}::{text.translate(_MESSAGE)}"


def job_summary(report: Report) -> str:
    """Markdown for the page of the job."""
    rows = "".join(_rows(report))
    more = len(report.diagnostics) - MOST_ROWS
    rest = f"\n… and {more} more.\n" if more > 0 else ""
    counts = report.summary._replace(zip=_cell(report.summary.zip))
    return f"### fxpack\n\n{plain(summary(counts))}{rows}{rest}\n"


def _rows(report: Report) -> Iterator[str]:
    if report.diagnostics:
        yield "\n| | rule | place | what |\n|---|---|---|---|\n"
    for each in report.diagnostics[:MOST_ROWS]:
        at = each.location
        place = _cell(f"{at.path}:{at.line}:{at.column}")
        yield f"| {each.severity} | {each.code} | {place} | {_cell(each.message)} |\n"


def _cell(text: str) -> str:
    """Text as it stands in a cell of a table: nothing in it is Markdown or HTML."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    safe = one_line(cut).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{char}" if char in "\\`*_{}[]()#+-.!|~>" else char for char in safe)
