from __future__ import annotations

from tests.rules.one_function import OUT, REQ, said, said_of_bindings

TIMER = {"name": "timer", "type": "TIMERTRIGGER"}


def test_each_trigger_after_the_first() -> None:
    first = 'beside binding "req" of type httpTrigger'
    assert said_of_bindings("FX104", OUT, REQ, TIMER, TIMER | {"name": "t2"}) == [
        f'binding "timer" is a second trigger, {first}',
        f'binding "t2" is a second trigger, {first}',
    ]


def test_place() -> None:
    text = '{"bindings": [{"name": "a", "type": "xTrigger"},\n{"name": "b", "type": "yTrigger"}]}'
    assert said("FX104", text)[0].startswith("2:23 ")


def test_output_is_no_trigger() -> None:
    assert said_of_bindings("FX104", REQ, TIMER | {"direction": "out"}) == []
    assert said_of_bindings("FX104", REQ, TIMER | {"direction": "inout"}) != []
