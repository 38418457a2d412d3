"""SARIF: valid against the official schema, with what code hosts read.

sarif-2.1.0-rtm.5.json is OASIS' own, as @microsoft/jest-sarif 1.0.0-beta.0 (MIT) brings it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from fxpack.model import Diagnostic
from fxpack.report import Report, sarif
from fxpack.rules import EVERY
from tests.report.test_text import diagnostic, report

SCHEMA = Draft4Validator(
    json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
)


def run(*diagnostics: Diagnostic) -> Any:
    """The one run, once the schema has accepted the whole."""
    value = json.loads(sarif.render(report(*diagnostics), EVERY))
    SCHEMA.validate(value)
    return value["runs"][0]


def test_nothing_found() -> None:
    found = run()
    assert (found["results"], found["tool"]["driver"]["rules"]) == ([], [])


def test_every_rule_is_valid() -> None:
    found = run(*(diagnostic(code=rule.code, severity=rule.severity) for rule in EVERY))
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in EVERY]
    for rule in rules:
        assert "\n## Example\n\n`" in rule["help"]["markdown"]
        assert rule["help"]["markdown"].count("\n```") % 2 == 0
        assert "Example:" not in rule["fullDescription"]["text"]


def test_result() -> None:
    found = run(
        diagnostic(code="FX212"),
        diagnostic(code="FX211", path="f ü/a%b.py", help="do")._replace(function="f"),
    )
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == ["FX211", "FX212"]
    result = found["results"][1]
    assert result.pop("partialFingerprints").keys() == {"fxpack/v1"}
    assert result == {
        "ruleId": "FX211",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": 'parameter "blob" is not a binding\ndo'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "f%20%C3%BC/a%25b.py", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 4, "startColumn": 11, "endLine": 4, "endColumn": 15},
                },
                "logicalLocations": [{"name": "f", "kind": "function"}],
            }
        ],
    }


def test_a_whole_file_has_a_region_that_is_not_empty() -> None:
    found = run(diagnostic(line=1, column=1, end_column=1))
    region = found["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


def fingerprints(*diagnostics: Diagnostic) -> list[str]:
    return [each["partialFingerprints"]["fxpack/v1"] for each in run(*diagnostics)["results"]]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (diagnostic(line=90, column=3), True),
        (diagnostic(message="another"), False),
        (diagnostic(path="g.py"), False),
        (diagnostic(code="FX212"), False),
    ],
)
def test_fingerprints_survive_moved_lines(other: Diagnostic, *, same: bool) -> None:
    assert (fingerprints(diagnostic()) == fingerprints(other)) is same


def test_fingerprints_survive_moved_lines_that_messages_name() -> None:
    here, moved = (diagnostic(message=f"that of function_app.py:{n} too") for n in (7, 12))
    assert fingerprints(here) == fingerprints(moved)


def test_fingerprints_of_equal_findings_differ() -> None:
    assert len(set(fingerprints(*(diagnostic(line=line) for line in range(1, 5))))) == 4


def test_a_name_that_no_encoding_can_write() -> None:
    found = run(diagnostic(path="f/\udc80.py"))
    location = found["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "f/%80.py"


def test_two_runs_are_equal() -> None:
    one: Report = report(diagnostic(), diagnostic(code="FX121", severity="warning"))
    assert sarif.render(one, EVERY) == sarif.render(one, EVERY)
