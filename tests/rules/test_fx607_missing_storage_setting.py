from __future__ import annotations

import json

import pytest

from tests.rules.one_local_settings import said

CODE = "FX607"
TIMER = "timer timerTrigger in"


def test_said() -> None:
    assert said(CODE, {}, bindings=TIMER) == [
        (
            "1:24 there is no AzureWebJobsStorage in the Values of local.settings.json, "
            'which binding "timer" (timerTrigger) of "f" needs'
        )
    ]


@pytest.mark.parametrize(
    "kind",
    ["queueTrigger", "BLOBTRIGGER", "serviceBusTrigger", "eventHubTrigger", "cosmosDBTrigger"],
)
def test_func_refuses_every_other_trigger_without_it(kind: str) -> None:
    assert len(said(CODE, {}, bindings=f"x {kind} in")) == 1


@pytest.mark.parametrize(
    "bindings",
    [
        "req httpTrigger in, $return http out",
        "x kafkaTrigger in",
        "x rabbitMQTrigger in",
        "context orchestrationTrigger in",
        "x activityTrigger in",
    ],
)
def test_not_needed(bindings: str) -> None:
    assert said(CODE, {}, bindings=bindings) == []


@pytest.mark.parametrize(
    "name",
    [
        "AzureWebJobsStorage",
        "azurewebjobsstorage",
        "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage:blobServiceUri",
        "AzureWebJobs.f.Disabled",
        "AzureWebJobs_f_Disabled",
        "AzureWebJobs__f__Disabled",
    ],
)
def test_there_or_not_started(name: str) -> None:
    assert said(CODE, {name: ""}, bindings=TIMER) == []


def of_output(**members: str) -> list[str]:
    bindings = [
        {"name": "req", "type": "httpTrigger", "direction": "in"},
        {"name": "$return", "direction": "out", **members},
    ]
    return said(CODE, {}, files={"f/function.json": json.dumps({"bindings": bindings})})


@pytest.mark.parametrize(
    "connection", [{}, {"connection": ""}, {"connection": "AzureWebJobsStorage"}]
)
def test_the_connection_of_an_output(connection: dict[str, str]) -> None:
    (found,) = of_output(type="queue", queueName="x", **connection)
    assert found.endswith('which binding "$return" (queue) of "f" needs')


@pytest.mark.parametrize(
    "members",
    [
        {"type": "queue", "queueName": "x", "connection": "Other"},
        {"type": "serviceBus", "queueName": "x"},
        {"type": "http"},
    ],
)
def test_another_connection_does_not_need_it(members: dict[str, str]) -> None:
    assert of_output(**members) == []
