"""The list of an app's files: for people, and for programs by schemas/files-output.schema.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fxpack.model import Decision
from fxpack.read.defaults import LOCKED, OWN_PACKAGES
from fxpack.read.explain import Explanation
from fxpack.read.publish import LeftOut, PublishedTree
from fxpack.report import Span
from fxpack.report.plain_text import one_line

VERSION = 1
"""The version of the format: members may be added under the same number, never changed."""


def text(tree: PublishedTree) -> list[Span]:
    """What goes in with its size, what stays out and by what, and what is wrong with the rest."""
    spans = _included(tree)
    if tree.left_out:
        spans.append(("bold", "Stays out:\n"))
        spans += _columns([(_shown(each), by(each.decision)) for each in tree.left_out])
    for problem in tree.problems:
        spans += [(problem.severity, problem.severity), ("", f": {one_line(problem.message)}\n")]
    return spans


def _included(tree: PublishedTree) -> list[Span]:
    total = sum(file.size for file in tree.files)
    width = max((len(f"{file.size:,}") for file in tree.files), default=0)
    files = f"{len(tree.files):,} file{'s' * (len(tree.files) != 1)}"
    spans: list[Span] = [("bold", "Goes in:"), ("", f" {files}, {total:,} bytes\n")]
    for file in tree.files:
        spans += [("quiet", f"  {file.size:>{width},}  "), ("", one_line(file.path))]
        if file.because is not None:
            spans.append(("quiet", f"  {by(file.because)}"))
        spans.append(("", "\n"))
    return spans


def _columns(rows: Sequence[tuple[str, str]]) -> list[Span]:
    width = min(max(len(left) for left, _ in rows), 60)
    return [
        span
        for left, right in rows
        for span in (("", f"  {left:<{width}}"), ("quiet", f"  {right}\n"))
    ]


def by(decision: Decision) -> str:
    """A line as `file:line: pattern`, as `git check-ignore -v` has it, or what else decided."""
    if decision.line:
        return f"{one_line(decision.file)}:{decision.line}: {one_line(decision.pattern)}"
    if not decision.excluded:
        return decision.pattern
    if decision.pattern == OWN_PACKAGES:
        return f"{decision.pattern}: only no-build publishes them"
    if decision.pattern in LOCKED:
        return f"{decision.pattern}: only --include brings it in"
    return f"by default: {decision.pattern}"


def explanation(told: Explanation) -> list[Span]:
    """Whether one path goes in, what decided, and what names it in vain."""
    path = one_line(told.path)
    if told.problem:
        return [
            ("path", path),
            ("", " stays out\n"),
            ("error", "error"),
            ("", f": {one_line(told.problem)}\n"),
        ]
    spans: list[Span] = [("path", path), ("", f" {'goes in' if told.included else 'stays out'}")]
    if told.decision is not None:
        spans.append(("", f"  {by(told.decision)}"))
        if told.at != told.path:
            spans.append(("", f"  for {one_line(told.at)}, and so for all in it"))
    elif told.included or not told.path.endswith("/"):
        spans.append(("", "  no line and no default names it"))
    else:
        spans.append(("", "  there is no file in it that goes in"))
    spans.append(("", "\n"))
    if told.overridden:
        spans.append(("bold", "Without a say:\n"))
        rows = [(one_line(each.path), by(each.decision)) for each in told.overridden]
        spans += _columns(rows)
    return spans


# -- for programs ----------------------------------------------------------------------------------


def as_json(tree: PublishedTree) -> str:
    """One JSON object; two runs over the same files are equal to the byte."""
    value = {
        "version": VERSION,
        "included": [{"path": file.path, "size": file.size} for file in tree.files],
        "excluded": [{"path": _name(each), **_decision(each.decision)} for each in tree.left_out],
        "problems": [problem._asdict() for problem in tree.problems],
    }
    return json.dumps(value, indent=2) + "\n"


def explanation_as_json(told: Explanation) -> str:
    """The same for one path."""
    value = {
        "version": VERSION,
        "path": told.path,
        "included": told.included,
        "at": told.at,
        **_decision(told.decision),
        "overridden": [{"path": each.path, **_decision(each.decision)} for each in told.overridden],
        "problem": told.problem or None,
    }
    return json.dumps(value, indent=2) + "\n"


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {"by": None, "pattern": None, "file": None, "line": None}
    kind = "line" if decision.line else "default" if decision.excluded else "option"
    return {
        "by": kind,
        "pattern": decision.pattern,
        "file": decision.file or None,
        "line": decision.line or None,
    }


def _name(left: LeftOut) -> str:
    return left.path + "/" * left.folder


def _shown(left: LeftOut) -> str:
    return one_line(_name(left))
