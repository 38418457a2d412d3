from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import REQ, said_of_bindings


@pytest.mark.parametrize(
    ("member", "value", "expected"),
    [
        ("cardinality", "lots", 'cardinality must be "one" or "many", not "lots"'),
        ("Cardinality", True, 'Cardinality must be "one" or "many", not true'),
        ("connection", {}, "connection must be the name of a setting, as text, not {}"),
        ("connection", ["a"], 'connection must be the name of a setting, as text, not ["a"]'),
        ("properties", "a", 'properties must be an object, not "a"'),
    ],
)
def test_bad(member: str, value: Any, expected: str) -> None:
    assert said_of_bindings("FX124", REQ | {member: value}) == [expected]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("cardinality", "one"),
        ("cardinality", "MANY"),
        ("cardinality", ""),
        ("cardinality", None),
        ("cardinality", 1),
        ("connection", "x"),
        ("connection", None),
        ("connection", 5),
        ("properties", {}),
        ("properties", None),
        ("route", {}),
    ],
)
def test_good(member: str, value: Any) -> None:
    assert said_of_bindings("FX124", REQ | {member: value}) == []
