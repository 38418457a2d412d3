from __future__ import annotations

from typing import Any

import pytest

from tests.rules import one_app
from tests.rules.one_function import OUT, REQ, said_of_bindings


@pytest.mark.parametrize(
    ("written", "meant"),
    [("authlvel", "authLevel"), ("auth_level", "authLevel"), ("method", "methods")],
)
def test_misspelt(written: str, meant: str) -> None:
    found = said_of_bindings("FX115", {**REQ, written: "x"}, OUT)
    assert found == [f'"{written}" is no property of httpTrigger; did you mean "{meant}"?']


@pytest.mark.parametrize(
    "more",
    [
        {"AUTHLEVEL": "anonymous"},
        {"webHookType": "github"},
        {"comment": "what it is for"},
        {"$schema": "x"},
        {"authLevel": "anonymous", "authlevels": "x"},
    ],
)
def test_silent(more: dict[str, Any]) -> None:
    assert said_of_bindings("FX115", {**REQ, **more}, OUT) == []


def test_types_that_fxpack_does_not_know_have_any_property() -> None:
    assert said_of_bindings("FX115", {**REQ, "type": "myTrigger", "authLevl": "x"}) == []


def test_argument_of_a_decorator() -> None:
    trigger = f'{one_app.APP}@app.blob_trigger("b", path="a", connection="C", {{}}="EventGrid")\n'
    (found,) = one_app.found("FX115", trigger.format("sourc") + "def f(b): pass\n")
    assert found.message == '"sourc" is no property of blobTrigger; did you mean "source"?'
    assert found.help == 'write "source"'
    assert one_app.found("FX115", trigger.format("else_where") + "def f(b): pass\n") == []


def test_help_names_the_argument() -> None:
    script = '@app.generic_trigger("m", type="queueTrigger", queueNam="q")\ndef f(m): pass\n'
    (found,) = one_app.found("FX115", one_app.APP + script)
    assert found.help == 'write "queue_name"'
