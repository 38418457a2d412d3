from __future__ import annotations

import json

import pytest

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import lint_files, overlay
from tests.rules.one_app import APP
from tests.rules.one_app import said as said_of_decorators

CODE = "FX601"
KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA=="
QUEUE = {"type": "queueTrigger", "queueName": "jobs"}


def app(**members: str) -> dict[str, str]:
    binding = {"name": "msg", "direction": "in", **members}
    return {
        "f/function.json": json.dumps({"bindings": [binding]}),
        "f/__init__.py": "def main(msg): pass\n",
    }


def said(**members: str) -> list[str]:
    return [each.message for each in lint_files(overlay(app(**members)), select=(CODE,))]


@pytest.mark.parametrize(
    "value",
    [
        f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={KEY}",
        f"Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey={KEY}",
        f"AccountEndpoint=https://a.documents.azure.com:443/;AccountKey={KEY};",
        "UseDevelopmentStorage=true",
        "Server=tcp:a.database.windows.net;User ID=me;Password=hunter2",
        "BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1&sig=hunter2",
    ],
)
def test_a_connection_string(value: str) -> None:
    assert said(**QUEUE, connection=value) == [
        (
            '"connection" of binding "msg" holds a connection string, not the name of a setting that '
            "has it"
        )
    ]


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("Connection", "serviceBusTrigger"),
        ("connectionStringSetting", "cosmosDBTrigger"),
        ("leaseConnection", "cosmosDBTrigger"),
        ("apiKey", "sendGrid"),
        ("topicKeySetting", "eventGrid"),
        ("authToken", "twilioSms"),
    ],
)
def test_members_that_name_a_setting(member: str, kind: str) -> None:
    assert len(said(type=kind, **{member: "Key=hunter2;"})) == 1


def test_an_address() -> None:
    found = said(type="eventGrid", topicEndpointUri="https://a.eventgrid.azure.net/api/events")
    assert "holds an address, not the name" in found[0]


@pytest.mark.parametrize(
    "members",
    [
        {**QUEUE, "connection": "JobsStorage"},
        {**QUEUE, "connection": ""},
        {**QUEUE, "connection": "%JOBS=STORAGE%"},
        {"type": "sql", "commandText": "select * from a where b=1", "connectionStringSetting": "S"},
        {"type": "notKnown", "connection": "a=b"},
        {"type": "kafkaTrigger", "eventHubConnectionString": "a=b"},
    ],
)
def test_not_said(members: dict[str, str]) -> None:
    assert said(**members) == []


def test_a_decorator_that_holds_one() -> None:
    script = APP + (
        "@app.queue_trigger('msg', 'jobs', connection='UseDevelopmentStorage=true')\n"
        "def f(msg): pass\n"
    )
    assert said_of_decorators(CODE, script) == [
        (
            '3:46 "connection" of binding "msg" holds a connection string, not the name of a setting '
            "that has it"
        )
    ]


@pytest.mark.parametrize("value", [f"AccountName=a;AccountKey={KEY}", "Password=hunter2"])
def test_the_value_is_in_nothing_that_is_shown(value: str) -> None:
    files = app(**QUEUE, connection=value, direction="sideways")
    linted = lint_project(read_project(overlay(files), target=Target(python=(3, 12))), Settings())
    assert {each.code for each in linted.diagnostics} >= {CODE, "FX106"}
    assert "hunter2" not in repr(linted)
    assert KEY[:12] not in repr(linted)
