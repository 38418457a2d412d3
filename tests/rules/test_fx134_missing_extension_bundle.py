from __future__ import annotations

import json

import pytest

from tests.apps import lint_files, overlay
from tests.rules import one_app

QUEUE = {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "q"}
OTHER = '{"version": "2.0", "logging": {}}'


def said(host: str = OTHER, kind: str = "queueTrigger", **files: str) -> list[str]:
    function = json.dumps({"bindings": [{**QUEUE, "type": kind}]})
    others = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    app = overlay({"host.json": host, "f/function.json": function}, others)
    return [d.message for d in lint_files(app, select=("FX134",))]


@pytest.mark.parametrize("kind", ["queueTrigger", "QUEUETRIGGER", "blob", "activityTrigger"])
def test_missing(kind: str) -> None:
    message = f'host.json has no extensionBundle, which binding "msg" of "f" needs for {kind}'
    assert said(kind=kind) == [message]


@pytest.mark.parametrize("host", ["{}", '{"version": "2.0", "extensionBundle": null}'])
def test_as_good_as_missing(host: str) -> None:
    assert len(said(host)) == 1


@pytest.mark.parametrize(
    "kind",
    ["httpTrigger", "http", "timerTrigger", "TIMERTRIGGER", "warmupTrigger", "manualTrigger",
     "generic", "somethingOfMine"],
)  # fmt: skip
def test_needs_none(kind: str) -> None:
    assert said(kind=kind) == []


@pytest.mark.parametrize(
    "host",
    ['{"version": "2.0", "ExtensionBundle": {"id": "x"}}', '{"logging": {}}', "oops"],
)
def test_another_rule_speaks(host: str) -> None:
    assert said(host) == []


@pytest.mark.parametrize(
    "path", ["extensions_csproj", "bin__extensions_json", "bin__a_dll", "extensions_json"]
)
def test_the_app_brings_its_extensions(path: str) -> None:
    assert said(**{path: ""}) == []


def test_not_what_lies_elsewhere() -> None:
    assert len(said(f__bin__extensions_json="", f__extensions_csproj="")) == 1


def test_one_finding_for_all_functions() -> None:
    text = json.dumps({"bindings": [QUEUE]})
    files = {"host.json": OTHER, "g/function.json": text, "h/function.json": text}
    assert len(lint_files(overlay(files), select=("FX134",))) == 1


def test_binding_of_a_decorator() -> None:
    script = '@app.queue_trigger("m", "q", "C")\ndef f(m): pass\n'
    host = {"host.json": '{"version": "2.0"}'}
    (found,) = one_app.found("FX134", one_app.APP + one_app.HELLO + script, files=host)
    assert 'binding "m" of "f" needs for queueTrigger' in found.message
    assert one_app.said("FX134", one_app.APP + one_app.HELLO, files=host) == []
