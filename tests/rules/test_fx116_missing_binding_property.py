from __future__ import annotations

from typing import Any

import pytest

from tests.rules import one_app
from tests.rules.one_function import said_of_bindings


@pytest.mark.parametrize(
    ("binding", "names"),
    [
        ({"type": "queueTrigger"}, '"queueName"'),
        ({"type": "blobTrigger"}, '"path"'),
        ({"type": "timerTrigger"}, '"schedule"'),
        ({"type": "QueueTrigger"}, '"queueName"'),
    ],
)
def test_missing(binding: dict[str, Any], names: str) -> None:
    kind = str(binding["type"])
    spelt = kind[0].lower() + kind[1:]
    found = said_of_bindings("FX116", {"name": "x", "direction": "in", **binding})
    assert found == [f"a {spelt} binding needs {names}"]


@pytest.mark.parametrize(
    "binding",
    [
        {"type": "httpTrigger"},
        {"type": "queueTrigger", "QUEUENAME": "q"},
        {"type": "queueTrigger", "queuName": "q"},
        {"type": "serviceBusTrigger", "queueName": "q", "connection": "c"},
        {"type": "serviceBusTrigger", "topicName": "t", "subscriptionName": "s", "connection": "c"},
        {"type": "activityTrigger"},
        {"type": "myTrigger"},
    ],
)
def test_silent(binding: dict[str, Any]) -> None:
    assert said_of_bindings("FX116", {"name": "x", "direction": "in", **binding}) == []


def test_generic_decorators_may_lack_what_others_require() -> None:
    script = one_app.APP + '@app.generic_trigger("m", type="queueTrigger"{})\ndef f(m): pass\n'
    (found,) = one_app.found("FX116", script.format(""))
    assert found.message == 'a queueTrigger binding needs "queueName"'
    assert found.help == "add queue_name=… to the decorator"
    assert one_app.found("FX116", script.format(', queue_name="q"')) == []
    unknown = "from somewhere import NAME, OPTIONS\n" + script
    assert one_app.found("FX116", unknown.format(", queue_name=NAME")) == []
    assert one_app.found("FX116", unknown.format(", **OPTIONS")) == []
