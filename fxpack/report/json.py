"""The format for programs, held to schemas/lint-output.schema.json."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from fxpack.model import Diagnostic, Suggestion
from fxpack.report import Report

VERSION = 1
"""The version of the format: members may be added under the same number, never changed."""


def render(report: Report, *, statistics: bool = False) -> str:
    """One JSON object; two runs over the same files are equal to the byte."""
    counts = report.summary
    value: dict[str, Any] = {
        "version": VERSION,
        "diagnostics": [diagnostic_value(diagnostic) for diagnostic in report.diagnostics],
        "summary": {
            "apps": counts.apps,
            "functions": counts.functions,
            "files": counts.files,
            "errors": counts.errors,
            "warnings": counts.warnings,
            "undecided": counts.undecided,
        },
    }
    if statistics:
        codes = Counter(diagnostic.code for diagnostic in report.diagnostics)
        fixes = Counter(each.fix.safety for each in report.diagnostics if each.fix)
        value["statistics"] = {
            "codes": dict(sorted(codes.items())),
            "fixable": {"safe": fixes["safe"], "unsafe": fixes["unsafe"]},
            "undecided": dict(sorted(report.undecided.items())),
        }
    # ASCII: paths may hold what no encoding can write
    return json.dumps(value, indent=2) + "\n"


def diagnostic_value(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as every JSON output has it."""
    at = diagnostic.location
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
        "function": diagnostic.function,
        "fixable": diagnostic.fix is not None,
        "fix": _fix(diagnostic.fix),
        "url": diagnostic.url,
    }


def _fix(fix: Suggestion | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [
        {
            "path": at.path,
            "line": at.line,
            "column": at.column,
            "end_line": at.end_line,
            "end_column": at.end_column,
            "text": new,
        }
        for at, new in fix.replacements
    ]
    return {"title": fix.title, "safety": fix.safety, "edits": edits}
