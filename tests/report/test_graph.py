"""The import graph: what each format says of every fixture, and the schema of one of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.app.graph import GraphResult, graph
from fxpack.report import graph as report
from fxpack.report import plain
from tests.report.test_json import schema

FIXTURES = Path(__file__).parents[2] / "fixtures"
APPS = sorted(
    path.parent.relative_to(FIXTURES).as_posix()
    for path in (*FIXTURES.glob("apps/*/*/host.json"), *FIXTURES.glob("imports/*/host.json"))
)


def found(app: str) -> GraphResult:
    return graph(app, str(FIXTURES), python=(3, 13))


@pytest.mark.parametrize("app", APPS)
def test_json_keeps_to_the_schema(app: str) -> None:
    result = found(app)
    value = json.loads(report.as_json(result.graph, result.target))
    Draft202012Validator(schema("graph-output")).validate(value)
    paths = {module["path"] for module in value["modules"]}
    for start in value["starts"]:
        assert {*start["modules"], *start["later"], start["script"]} <= paths


@pytest.mark.parametrize("app", APPS)
def test_each_line_of_dot_is_a_statement(app: str) -> None:
    lines = report.as_dot(found(app).graph, stdlib=True).splitlines()
    statement = re.compile(r'  ("[^"]+"( -> "[^"]+")?( \[[^\]]+\])?|rankdir=LR|node \[.*\]);')
    assert all(statement.fullmatch(line) for line in lines[1:-1])


@pytest.mark.parametrize("app", APPS)
def test_every_module_is_in_the_text(app: str) -> None:
    result = found(app)
    said = plain(report.text(result.graph, stdlib=True)).splitlines()
    assert result.graph.edges.keys() <= set(said) or not result.graph.edges
