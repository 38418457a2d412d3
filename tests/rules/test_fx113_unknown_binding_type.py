from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules import one_app
from tests.rules.one_function import said_of_bindings

TIMER = {"name": "t", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
UNKNOWN = {"f/function.json": '{"bindings": [{"name": "q", "type": "quue", "direction": "out"}]}'}


@pytest.mark.parametrize(
    ("type_", "hint"),
    [
        ("queeuTrigger", '; did you mean "queueTrigger"?'),
        ("cosmosDBTriger", '; did you mean "cosmosDBTrigger"?'),
        ("xyzzy", ""),
    ],
)
def test_types_that_no_extension_knows(type_: str, hint: str) -> None:
    found = said_of_bindings("FX113", TIMER, {"name": "x", "type": type_, "direction": "in"})
    assert found == [f'binding type "{type_}" is not in the extension bundle{hint}']


@pytest.mark.parametrize(
    "type_", ["queueTrigger", "QUEUETRIGGER", "daprSecret", "kusto", "generic"]
)
def test_known_types_in_any_letter_case(type_: str) -> None:
    assert said_of_bindings("FX113", TIMER, {"name": "x", "type": type_, "direction": "in"}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"bin/extensions.json": "{}"},
        {"extensions.csproj": "<Project/>"},
        {"host.json": '{"version": "2.0"}'},
        {"host.json (absent)": ""},
        {
            "host.json": """{"version": "2.0", "extensionBundle": {
            "id": "Microsoft.Azure.Functions.ExtensionBundle.Preview", "version": "[4.*, 5.0.0)"}}"""
        },
    ],
)
def test_other_extensions_may_be_there(files: dict[str, str]) -> None:
    assert lint_files(overlay(UNKNOWN, files), select=("FX113",)) == []
    assert len(lint_files(overlay(UNKNOWN), select=("FX113",))) == 1


def test_type_of_a_generic_decorator() -> None:
    script = one_app.APP + '@app.generic_trigger("t", type="{}")\ndef f(t): pass\n'
    assert one_app.said("FX113", script.format("queueTriger")) == [
        '3:32 binding type "queueTriger" is not in the extension bundle; did you mean "queueTrigger"?'
    ]
    assert one_app.said("FX113", script.format("queueTrigger")) == []
