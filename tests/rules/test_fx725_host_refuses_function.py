from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules.one_app import APP, HELLO, said

GENERIC = '@app.generic_trigger("req", type="{}")\ndef f(req): pass\n'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('@app.function_name("9")\n' + HELLO, '"9" is no valid name of a function'),
        (
            '@app.function_name("host")\n' + HELLO,
            '"host" is no valid name of a function: the host keeps it for itself',
        ),
        (
            "@app.route()\ndef über(req): pass\n",
            '"über" is no valid name of a function',
        ),
        (
            '@app.route(trigger_arg_name="my__req")\ndef f(my__req): pass\n',
            'the binding name "my__req" has two underscores in a row',
        ),
        (
            '@app.queue_output("$return", queue_name="q", connection="C")\n' + HELLO,
            'the binding name "$return" is used before',
        ),
        (
            '@app.queue_output("Req", queue_name="q", connection="C")\n@app.route()\ndef f(req, Req): pass\n',
            'the binding name "Req" is used before: "req" differs in letter case only',
        ),
        (
            GENERIC.format("http"),
            'no binding is a trigger to the host: no type ends in "Trigger", not "http"',
        ),
        (
            HELLO + "@app.route(route='x')\ndef Hello(req): pass\n",
            'the name "Hello" differs from "hello" in letter case only',
        ),
        (
            (
                '@app.generic_input_binding("t", type="timerTrigger", schedule="0 0 * * * *")\n'
                "@app.route()\ndef f(req, t): pass\n"
            ),
            'binding "t" is a second trigger, beside binding "req" of type httpTrigger',
        ),
    ],
)
def test_says_what_the_host_refuses(script: str, expected: str) -> None:
    assert [line.split(" ", 1)[1] for line in said("FX725", APP + script)] == [expected]


@pytest.mark.parametrize(
    "script",
    [
        HELLO,
        '@app.function_name("say-hello_2")\n' + HELLO,
        "@app.route(trigger_arg_name='my_req')\ndef f(my_req): pass\n",
        GENERIC.format("queueTRIGGER"),
        "from somewhere import TYPE\n" + GENERIC.replace('"{}"', "TYPE"),
        "from somewhere import NAME\n@app.function_name(NAME)\n" + HELLO,
    ],
)
def test_what_the_host_takes(script: str) -> None:
    assert said("FX725", APP + script) == []


def test_of_function_json_other_rules_speak() -> None:
    bindings = '{"bindings": [{"name": "a__b", "type": "http", "direction": "in"}]}'
    assert lint_files(overlay({"f/function.json": bindings}), select=("FX725",)) == []
