"""The format for programs: its members, its order, and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import fxpack
from fxpack.model import Diagnostic, Location, Replacement, Suggestion
from fxpack.report import Report, Summary
from fxpack.report import json as json_report


def schema(name: str = "lint-output") -> Any:
    """A schema where a wheel has it, or where the checkout does."""
    package = Path(fxpack.__file__).parent
    folders = (package / "schemas", package.parent / "schemas")
    folder = next(folder for folder in folders if folder.is_dir())
    return json.loads((folder / f"{name}.schema.json").read_text())


AT = Location(path="f/é\udc80.py", line=4, column=10, end_line=4, end_column=14)
REPORT = Report(
    diagnostics=(
        Diagnostic(
            code="FX211",
            severity="error",
            message='parameter "blöb" is no binding',
            location=AT,
            help="h",
            function="f",
            fix=Suggestion("name it", "unsafe", (Replacement(AT, "blüb"),)),
        ),
        Diagnostic(
            code="FX130", severity="warning", message="m", location=Location(path="host.json")
        ),
    ),
    summary=Summary(apps=1, functions=2, files=5, errors=1, warnings=1, undecided=3),
    undecided={"b": 2, "a": 1},
)

EXPECTED = r"""{
  "version": 1,
  "diagnostics": [
    {
      "code": "FX211",
      "severity": "error",
      "message": "parameter \"bl\u00f6b\" is no binding",
      "path": "f/\u00e9\udc80.py",
      "line": 4,
      "column": 10,
      "end_line": 4,
      "end_column": 14,
      "function": "f",
      "fixable": true,
      "fix": {
        "title": "name it",
        "safety": "unsafe",
        "edits": [
          {
            "path": "f/\u00e9\udc80.py",
            "line": 4,
            "column": 10,
            "end_line": 4,
            "end_column": 14,
            "text": "bl\u00fcb"
          }
        ]
      },
      "url": ""
    },
    {
      "code": "FX130",
      "severity": "warning",
      "message": "m",
      "path": "host.json",
      "line": 1,
      "column": 1,
      "end_line": 1,
      "end_column": 1,
      "function": null,
      "fixable": false,
      "fix": null,
      "url": ""
    }
  ],
  "summary": {
    "apps": 1,
    "functions": 2,
    "files": 5,
    "errors": 1,
    "warnings": 1,
    "undecided": 3
  }
}
"""


def test_whole() -> None:
    assert json_report.render(REPORT) == EXPECTED


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("statistics", [False, True])
@pytest.mark.parametrize("report", [REPORT, Report(diagnostics=(), summary=Summary())])
def test_keeps_to_the_schema(report: Report, *, statistics: bool) -> None:
    text = json_report.render(report, statistics=statistics)
    Draft202012Validator(schema()).validate(json.loads(text))


def test_statistics() -> None:
    value = json.loads(json_report.render(REPORT, statistics=True))
    assert value["statistics"] == {
        "codes": {"FX130": 1, "FX211": 1},
        "fixable": {"safe": 0, "unsafe": 1},
        "undecided": {"a": 1, "b": 2},
    }
