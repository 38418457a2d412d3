from __future__ import annotations

from typing import Any

import pytest

from tests.rules import one_app
from tests.rules.one_function import OUT, REQ, said_of_bindings


@pytest.mark.parametrize(
    ("written", "meant"),
    [("HttpTrigger", "httpTrigger"), ("HTTPTRIGGER", "httpTrigger"), ("cosmosdb", "cosmosDB")],
)
def test_letter_case(written: str, meant: str) -> None:
    found = said_of_bindings("FX114", {**REQ, "type": written}, OUT)
    assert found == [f'binding type "{written}" is spelt "{meant}": the worker minds case']


@pytest.mark.parametrize(
    "type_",
    [
        *("httpTrigger", "signalRConnectionInfo", "myOwnTrigger", 1, None),
        # the worker has no converter for them, however they are spelt
        *(
            "sendgrid",
            "twilioSMS",
            "SignalRConnectionInfo",
            "rabbitMqTrigger",
            "OrchestrationClient",
        ),
    ],
)
def test_silent(type_: Any) -> None:
    assert said_of_bindings("FX114", {**REQ, "type": type_}, OUT) == []


def test_type_of_a_generic_decorator() -> None:
    script = f'{one_app.APP}@app.generic_trigger("t", type="QueueTrigger")\ndef f(t): pass\n'
    assert one_app.said("FX114", script) == [
        '3:32 binding type "QueueTrigger" is spelt "queueTrigger": the worker minds case'
    ]
