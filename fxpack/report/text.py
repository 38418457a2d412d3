"""The format for people: what is wrong, the line it is in, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fxpack.model import Diagnostic
from fxpack.report import Report, Span, Summary
from fxpack.report.plain_text import one_line, shown

WIDTH = 120
"""Lines longer than this are shown around what they are about."""

REACH = 4 * WIDTH
"""No more of a line than this is looked at on either side: a line may be of a million characters."""


def render(report: Report) -> list[Span]:
    """Every diagnostic in full, and the summary."""
    spans: list[Span] = []
    for diagnostic in report.diagnostics:
        at = diagnostic.location
        spans += heading(diagnostic)
        line = report.lines.get((at.path, at.line))
        if line and not line.isspace():
            spans += _snippet(diagnostic, line)
        if diagnostic.help:
            gutter = " " * (len(str(at.line)) + 1)
            spans += [("quiet", f"{gutter}= "), ("bold", "help"), ("", ": ")]
            spans.append(("", one_line(diagnostic.help) + "\n"))
        spans.append(("", "\n"))
    return spans + summary(report.summary)


def concise(report: Report) -> list[Span]:
    """One line for each diagnostic, and the summary."""
    spans = [span for diagnostic in report.diagnostics for span in heading(diagnostic)]
    return spans + summary(report.summary)


def heading(diagnostic: Diagnostic) -> list[Span]:
    """`path:line:column: CODE message`."""
    at = diagnostic.location
    return [
        ("path", one_line(at.path)),
        ("quiet", f":{at.line}:{at.column}: "),
        (diagnostic.severity, diagnostic.code),
        ("", f" {one_line(diagnostic.message)}\n"),
    ]


def _snippet(diagnostic: Diagnostic, line: str) -> list[Span]:
    """The line, and carets under the range or as much of it as is in this line."""
    at = diagnostic.location
    start = min(at.column - 1, len(line))
    end = at.end_column - 1 if at.end_line == at.line else len(line.rstrip())
    left = max(start - REACH, 0)
    cells = shown(line[left : start + REACH])
    start, end = start - left, end - left
    end = min(max(end, start + 1), max(len(cells), start + 1))
    first, last = _window([width for _, width in cells], start, end)
    cut, rest = "…" * (left + first > 0), "…" * (left + last < len(line))
    text = cut + "".join(char for char, _ in cells[first:last]) + rest
    before = len(cut) + sum(width for _, width in cells[first:start])
    under = sum(width for _, width in cells[start : min(end, last)]) or 1
    number = str(at.line)
    gutter = " " * len(number)
    return [
        ("quiet", f"{gutter} |\n{number} | "),
        ("", text.rstrip() + "\n"),
        ("quiet", f"{gutter} | "),
        (diagnostic.severity, " " * before + "^" * under + "\n"),
    ]


def _window(widths: list[int], start: int, end: int) -> tuple[int, int]:
    """Which part of a line to show: all of it, or what is around a range."""
    if sum(widths) <= WIDTH:
        return 0, len(widths)
    first = last = start
    room = WIDTH - 2
    while last < min(end, len(widths)) and room >= widths[last]:
        room -= widths[last]
        last += 1
    before = room // 3
    while first > 0 and before >= widths[first - 1]:
        first -= 1
        before -= widths[first]
        room -= widths[first]
    while last < len(widths) and room >= widths[last]:
        room -= widths[last]
        last += 1
    return first, last


# -- the end --------------------------------------------------------------------------------------


def summary(counts: Summary) -> list[Span]:
    """The last line."""
    if not counts.apps:
        return [("", "No app to check.\n")]
    if not counts.errors + counts.warnings:
        return [("good", "All checks passed!"), ("", "\n")]
    found: list[Span] = []
    if counts.errors:
        found.append(("error", counted(counts.errors, "error")))
    if counts.errors and counts.warnings:
        found.append(("", " and "))
    if counts.warnings:
        found.append(("warning", counted(counts.warnings, "warning")))
    where = f" in {one_line(counts.zip) or counted(counts.functions, 'function')}"
    if counts.apps > 1:
        where += f" of {counts.apps} apps"
    return [("", "Found "), *found, ("", f"{where}.\n")]


def counted(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}{'s' * (number != 1)}"


def statistics(report: Report, names: Mapping[str, str]) -> list[Span]:
    """How often each code was found, by the names of the rules, and why fxpack could not tell."""
    severities = {each.code: each.severity for each in report.diagnostics}
    codes = Counter(each.code for each in report.diagnostics)
    rows = sorted(codes.items(), key=lambda row: (-row[1], row[0]))
    width = max((len(str(count)) for count in codes.values()), default=0)
    spans: list[Span] = []
    for code, count in rows:
        spans += [
            ("bold", f"{count:>{width}}"),
            (severities[code], f"  {code}"),
            ("", f"  {severities[code]:<7}  {names.get(code, '')}\n"),
        ]
    spans += summary(report.summary)
    fixes = Counter(each.fix.safety for each in report.diagnostics if each.fix)
    if fixes:
        spans.append(("", f"\nMended by --fix: {fixes['safe']}\n"))
        spans.append(("", f"By --fix --unsafe-fixes, besides: {fixes['unsafe']}\n"))
    if report.undecided:
        spans.append(("", f"\nNot decided: {report.summary.undecided}\n"))
        reasons = sorted(report.undecided.items(), key=lambda row: (-row[1], row[0]))
        width = max(len(str(count)) for _, count in reasons)
        spans += [("", f"{count:>{width}}  {one_line(reason)}\n") for reason, count in reasons]
    return spans
