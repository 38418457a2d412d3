"""Fixes as outputs show them: whoever replaces those ranges gets the file that `--fix` writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fxpack.app.chosen import chosen
from fxpack.app.lint import lint
from fxpack.edit import fixes
from fxpack.edit.apply import apply
from fxpack.edit.suggest import suggestion_of
from fxpack.judge import lint_project
from fxpack.model import Replacement, Target
from fxpack.read.places import text_of
from fxpack.read.project import read_project
from fxpack.read.tree import Tree
from fxpack.report import json as json_report
from fxpack.report import sarif
from fxpack.rules import EVERY
from fxpack.settings import Flags, Settings
from tests.apps import overlay
from tests.edit.test_encodings import APP, WAYS, Way
from tests.edit.test_laws import APPS
from tests.report.test_json import schema
from tests.report.test_sarif import SCHEMA


def replaced(text: str, replacements: list[Replacement]) -> str:
    """A text with its ranges replaced, as an editor does it."""
    starts = [0]
    for line in text.replace("\r\n", "\0\n").replace("\r", "\n").split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for at, new in sorted(replacements, reverse=True):
        start = starts[at.line - 1] + at.column - 1
        end = starts[at.end_line - 1] + at.end_column - 1
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_ranges_of_characters_are_those_of_bytes(way: Way) -> None:
    files = {path: way(path, data) for path, data in overlay(APP).items()}
    project = read_project(files, target=Target(python=(3, 12)))
    found = list(fixes(project, lint_project(project, Settings()).diagnostics))
    assert {each.code for each in found} == {
        *("FX134", "FX211", "FX229", "FX301", "FX302", "FX303", "FX304", "FX305", "FX405", "FX501"),
    }
    for fix in found:
        changed = apply(files, [fix])
        by_path: dict[str, list[Replacement]] = {}
        for each in suggestion_of(fix, files).replacements:
            by_path.setdefault(each.at.path, []).append(each)
        assert {
            path: replaced(text_of(path, files.get(path, b"")), replacements)
            for path, replacements in by_path.items()
        } == {path: text_of(path, content) for path, content in changed.items()}


def run(folder: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What JSON and SARIF say of a fixture, valid as both are."""
    report = lint([folder], Flags(), folder, fixes=True).report
    value = json.loads(json_report.render(report, statistics=True))
    log = json.loads(sarif.render(report, EVERY))
    Draft202012Validator(schema()).validate(value)
    SCHEMA.validate(log)
    return value, log


@pytest.mark.parametrize("app", [app for app in APPS if "/bad/" in app])
def test_fixable_is_what_has_a_fix(app: str) -> None:
    value, log = run(APPS[app])
    (one,) = chosen([APPS[app]], Flags(), APPS[app])
    project = read_project(Tree(one.app.root), target=one.target)
    found = lint_project(project, one.settings).diagnostics
    solved = {(fix.code, at) for fix in fixes(project, found) for at in fix.solves}
    expected = [(each.code, each.location) in solved for each in found]
    assert [each["fixable"] for each in value["diagnostics"]] == expected
    assert ["fixes" in each for each in log["runs"][0]["results"]] == expected
    counted = value["statistics"]["fixable"]
    assert counted["safe"] + counted["unsafe"] == sum(expected)
