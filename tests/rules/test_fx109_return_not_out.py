from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_function import OUT, REQ, codes_of, said, said_of_bindings


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        (OUT | {"direction": "in"}, '$return has the direction "in"'),
        (OUT | {"direction": "inout"}, '$return has the direction "inout"'),
        ({"name": "$return", "type": "http"}, "$return has no direction, which makes it an input"),
    ],
)
def test_not_out(binding: dict[str, str], expected: str) -> None:
    assert said_of_bindings("FX109", REQ, binding) == [expected]


@pytest.mark.parametrize("direction", ["out", "OUT", 1])
def test_out(direction: str | int) -> None:
    assert said_of_bindings("FX109", REQ, OUT | {"direction": direction}) == []


def test_place_and_no_cascade() -> None:
    text = '{"bindings": [{"name": "req", "type": "httpTrigger"},\n{"name": "$return", "type": "http"}]}'
    assert said("FX109", text)[0].startswith("2:10 ")
    assert codes_of({"bindings": [REQ, OUT | {"direction": "x"}]}) == ["FX106"]
    assert codes_of({"bindings": [REQ, OUT | {"name": "$Return", "direction": "in"}]}) == ["FX110"]


def test_input_of_decorators() -> None:
    script = (
        f'{one_app.APP}@app.blob_input("$return", path="a", connection="C")\n'
        '@app.route(binding_arg_name="r")\ndef f(req, r): pass\n'
    )
    assert one_app.said("FX109", script) == [
        "3:17 $return is the name of an output, and blob is an input"
    ]
