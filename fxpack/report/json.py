"""The format for programs, held to schemas/lint-output.schema.json."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from fxpack.model import Diagnostic
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
        value["statistics"] = {
            "codes": dict(sorted(codes.items())),
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
        "fixable": diagnostic.fixable,
        "url": diagnostic.url,
    }
