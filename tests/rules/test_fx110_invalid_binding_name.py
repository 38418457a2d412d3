from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import REQ, said, said_of_bindings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("my__req", 'the binding name "my__req" has two underscores in a row'),
        ("__", 'the binding name "__" has two underscores in a row'),
        ("$Return", 'the binding name "$Return" must be written "$return"'),
        ("a" * 129, f'the binding name "{"a" * 59}… has 129 characters; 128 are allowed'),
        ("my-req", '"my-req" is no valid name of a binding'),
        ("1a", '"1a" is no valid name of a binding'),
        ("$x", '"$x" is no valid name of a binding'),
        ("é", '"é" is no valid name of a binding'),
        ("a b", '"a b" is no valid name of a binding'),
        (5, '"5" is no valid name of a binding'),
        ("", 'the name of binding 1 must be text, not ""'),
        (None, "the name of binding 1 must be text, not null"),
        (["a"], 'the name of binding 1 must be text, not ["a"]'),
    ],
)
def test_invalid(name: Any, expected: str) -> None:
    assert said_of_bindings("FX110", REQ | {"name": name}) == [expected]


@pytest.mark.parametrize("name", ["req", "R2", "$return", "my_req", "_a", "a_", "a" * 128, True])
def test_valid(name: Any) -> None:
    assert said_of_bindings("FX110", REQ | {"name": name}) == []


def test_without_a_name() -> None:
    assert said("FX110", '{"bindings": [\n{"type": "httpTrigger"}]}') == [
        "2:1 binding 1 has no name"
    ]
    assert said_of_bindings("FX110", {"NAME": "req", "type": "httpTrigger"}) == []
