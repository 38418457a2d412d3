from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import OUT, REQ, said, said_of_bindings


@pytest.mark.parametrize(
    ("bindings", "expected"),
    [
        ([OUT], "none of the bindings is a trigger"),
        ([{"name": "a", "type": "blob", "direction": "out"}], "none of the bindings is a trigger"),
        ([REQ | {"type": "http"}], 'type "http" is no trigger; did you mean "httpTrigger"?'),
        (
            [{"name": "a", "type": "Timer"}],
            'type "Timer" is no trigger; did you mean "TimerTrigger"?',
        ),
        ([{"name": "a", "type": "table"}], "none of the bindings is a trigger"),
        (
            [REQ | {"direction": "out"}, OUT],
            'binding "req" is no trigger: its direction is "out", not "in"',
        ),
        ([REQ | {"type": "httpTriggers"}], "none of the bindings is a trigger"),
    ],
)
def test_no_trigger(bindings: list[Any], expected: str) -> None:
    assert said_of_bindings("FX103", *bindings) == [expected]


@pytest.mark.parametrize(
    "bindings",
    [
        [REQ],
        [{"name": "req", "type": "httpTrigger"}],
        [{"Name": "req", "TYPE": "HTTPTRIGGER"}],
        [REQ | {"direction": "inout"}],
        [REQ | {"type": "trigger"}],
        [],
    ],
)
def test_has_a_trigger_or_no_bindings(bindings: list[Any]) -> None:
    assert said_of_bindings("FX103", *bindings) == []


@pytest.mark.parametrize("broken", [{"name": "a"}, REQ | {"direction": "x"}, "httpTrigger", None])
def test_is_silent_where_a_binding_cannot_be_read(broken: Any) -> None:
    assert said_of_bindings("FX103", OUT, broken) == []


def test_place() -> None:
    assert said("FX103", '{\n"bindings": [\n{"name": "a", "type": "table"}]}') == [
        "2:1 none of the bindings is a trigger"
    ]
    assert said("FX103", '{"bindings": [{"name": "a", "type": "queue"}]}')[0].startswith("1:37 ")
