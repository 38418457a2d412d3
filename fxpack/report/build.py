"""What a build has to say: what went into the zip, what stayed out, and how large it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fxpack.artifact import Advice, Entry
from fxpack.plan import LeftOut, Outcome, Plan, PlannedPackage
from fxpack.report import Report, Span
from fxpack.report.json import diagnostic_value
from fxpack.report.plain_text import one_line
from fxpack.report.sizes import size_text
from fxpack.report.text import render

VERSION = 1
"""The version of the JSON format: members may be added under the same number, never changed."""

LARGEST = 10


def text(
    reports: Iterable[Report], plan: Plan | None, outcome: Outcome | None, *, quiet: bool = False
) -> list[Span]:
    """What is said at the end of a build, or of a dry run, which has no outcome.

    reports  of the lint and of the check of the zip, as far as there are any
    plan     None where lint stopped the build
    quiet    only what is wrong
    """
    spans: list[Span] = []
    for report in reports:
        shown = _errors(report) if quiet else report
        if shown.diagnostics:
            spans += [*render(shown), ("", "\n")]
    if plan is None or quiet:
        return spans
    return [
        *spans,
        *_advice(plan.advice),
        *_heading(plan),
        *_packages(plan),
        *_result(plan, outcome),
    ]


def _errors(report: Report) -> Report:
    errors = tuple(each for each in report.diagnostics if each.severity == "error")
    return report._replace(diagnostics=errors, summary=report.summary._replace(warnings=0))


def _advice(advice: Iterable[Advice]) -> list[Span]:
    spans: list[Span] = []
    for each in advice:
        if each.path:
            place = f"{each.path}:{each.line}" if each.line else each.path
            spans += [("path", one_line(place)), ("quiet", ": ")]
        spans += [("warning", "warning"), ("", f": {one_line(each.message)}\n")]
        if each.help:
            spans += [("quiet", "  = "), ("bold", "help"), ("", f": {one_line(each.help)}\n")]
    return [*spans, ("", "\n")] if spans else []


def _heading(plan: Plan) -> list[Span]:
    spans: list[Span] = [
        ("bold", one_line(plan.app)),
        ("", f": {plan.mode} build for Python {plan.python}"),
        ("quiet", f" ({plan.python_from})"),
        ("", "\n"),
    ]
    if plan.dependencies:
        how = f": {plan.resolved}" if plan.resolved else ", which Azure installs"
        spans.append(("", f"  {one_line(plan.dependencies)}{how}\n"))
    return spans


def _packages(plan: Plan) -> list[Span]:
    if not plan.packages:
        return []
    largest = sorted(plan.packages, key=lambda each: (-each.size, each.package.name))[:LARGEST]
    rows = [
        (f"{each.package.name} {each.package.version}", size_text(each.size), _squeezed(each))
        for each in largest
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    more = len(plan.packages) - len(rows)
    spans: list[Span] = [("", f"  {_many(len(plan.packages), 'package')}")]
    spans.append(("", ", the largest:\n" if more else ":\n"))
    for name, size, squeezed in rows:
        spans.append(("", f"    {name:<{widths[0]}}  {size:>{widths[1]}}"))
        spans.append(("quiet", f"  {squeezed:>{widths[2]}} in the zip\n"))
    return spans


def _squeezed(package: PlannedPackage) -> str:
    return size_text(package.compressed)


def _result(plan: Plan, outcome: Outcome | None) -> list[Span]:
    if outcome is None:
        files = _many(len(plan.entries), "file")
        return [
            ("path", one_line(plan.output)),
            ("", f" would hold {files}, {size_text(plan.size)} unpacked; nothing was written\n"),
        ]
    stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in outcome.seconds.items())
    return [
        ("quiet", f"  {stages}\n"),
        ("good", one_line(outcome.path)),
        ("", f": {size_text(outcome.size)}, {_many(outcome.files, 'file')}, "),
        ("", f"{size_text(plan.size)} unpacked\n"),
        ("quiet", f"  sha256 {outcome.sha256}\n"),
    ]


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


# -- for programs ---------------------------------------------------------------------------------


def as_json(
    reports: Iterable[Report], plan: Plan | None, outcome: Outcome | None, stopped_by: str
) -> str:
    """One JSON object, held to schemas/build-output.schema.json.

    stopped_by   "lint" or "check" where one of them found errors, "" otherwise
    """
    diagnostics = [each for report in reports for each in report.diagnostics]
    value: dict[str, Any] = {
        "version": VERSION,
        "stopped_by": stopped_by or None,
        "diagnostics": [diagnostic_value(each) for each in diagnostics],
        "plan": None if plan is None else _plan(plan),
        "result": None if outcome is None else _outcome(outcome),
    }
    return json.dumps(value, indent=2) + "\n"


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "app": plan.app,
        "mode": plan.mode,
        "python": plan.python,
        "python_from": plan.python_from,
        "output": plan.output,
        "dependencies": plan.dependencies or None,
        "resolved": plan.resolved or None,
        "glibc": plan.glibc or None,
        "size": plan.size,
        "advice": [_advice_value(each) for each in plan.advice],
        "packages": [_package(each) for each in plan.packages],
        "files": [_entry(each) for each in plan.entries],
        "left_out": [_left_out(each) for each in plan.left_out],
    }


def _advice_value(advice: Advice) -> dict[str, Any]:
    return {
        "message": advice.message,
        "path": advice.path or None,
        "line": advice.line or None,
        "help": advice.help,
    }


def _package(planned: PlannedPackage) -> dict[str, Any]:
    package = planned.package
    return {
        "name": package.name,
        "version": package.version,
        "kind": package.kind,
        "filename": package.filename or None,
        "sha256": planned.sha256,
        "requested": package.requested,
        "because": list(package.because),
        "files": planned.files,
        "size": planned.size,
        "compressed": planned.compressed,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"path": entry.path, "size": entry.size, "package": entry.owner or None}


def _left_out(left: LeftOut) -> dict[str, Any]:
    return {
        "path": left.path,
        "pattern": left.by.pattern,
        "file": left.by.file or None,
        "line": left.by.line or None,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "path": outcome.path,
        "size": outcome.size,
        "files": outcome.files,
        "sha256": outcome.sha256,
        "seconds": {name: round(seconds, 3) for name, seconds in outcome.seconds.items()},
    }
