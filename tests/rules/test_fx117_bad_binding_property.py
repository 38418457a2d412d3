from __future__ import annotations

from typing import Any

import pytest

from tests.rules import one_app
from tests.rules.one_function import OUT, REQ, said_of_bindings


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (
            {"authLevel": "anon"},
            (
                '"authLevel" of httpTrigger is "anon",'
                " not one of anonymous, function, admin, user, system, custom"
            ),
        ),
        ({"methods": "get"}, '"methods" of httpTrigger is "get", not a list of HTTP methods'),
    ],
)
def test_bad_values(more: dict[str, Any], message: str) -> None:
    assert said_of_bindings("FX117", {**REQ, **more}, OUT) == [message]


@pytest.mark.parametrize(
    "more",
    [
        {"authLevel": "Anonymous"},
        {"authLevel": "ANONYMOUS "},
        {"authLevel": "%LEVEL%"},
        {"methods": ["GET", "Post", "QUERY"]},
        {"methods": []},
        {"route": "a/{b}"},
        {"route": None},
        {"authLevl": "anonymous"},
        {"unheardOf": {"a": [1]}},
    ],
)
def test_silent(more: dict[str, Any]) -> None:
    assert said_of_bindings("FX117", {**REQ, **more}, OUT) == []


def test_a_flag_may_be_text() -> None:
    timer = {"name": "t", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
    for value in (True, "true", "False", "%FLAG%"):
        assert said_of_bindings("FX117", {**timer, "runOnStartup": value}) == []
    assert len(said_of_bindings("FX117", {**timer, "runOnStartup": "often"})) == 1


def test_points_at_the_item_of_a_list() -> None:
    found = said_of_bindings("FX117", {**REQ, "methods": ["get", "fetch"]}, OUT)
    assert len(found) == 1


def test_arguments_of_decorators() -> None:
    script = (
        one_app.APP + '@app.timer_trigger("t", "0 0 * * * *", run_on_startup={})\ndef f(t): pass\n'
    )
    assert one_app.said("FX117", script.format('"often"')) == [
        '3:55 "runOnStartup" of timerTrigger is "often", not true or false'
    ]
    assert one_app.said("FX117", script.format("True")) == []
    assert one_app.said("FX117", "from somewhere import START\n" + script.format("START")) == []
