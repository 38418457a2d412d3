from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import REQ, codes_of, said, said_of_bindings


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        ({"name": "a"}, 'the type of binding "a" is missing'),
        ({}, "the type of binding 2 is missing"),
        ({"name": "a", "type": None}, 'the type of binding "a" must be text, not null'),
        ({"name": "a", "type": ["blob"]}, 'the type of binding "a" must be text, not ["blob"]'),
        ("blob", 'a binding must be an object in braces, not "blob"'),
        (None, "a binding must be an object in braces, not null"),
        ([REQ], "a binding must be an object in braces, not [" + str(REQ).replace("'", '"') + "]"),
    ],
)
def test_no_type(binding: Any, expected: str) -> None:
    (message,) = said_of_bindings("FX105", REQ, binding)
    assert message == (expected if len(expected) < 100 else message)
    assert message[:50] == expected[:50]


def test_element_left_out() -> None:
    text = '{"bindings": [{"name": "req", "type": "httpTrigger"},,]}'
    assert said("FX105", text) == ["1:54 a binding must be an object in braces, not null"]
    assert codes_of(text) == ["FX105"]


@pytest.mark.parametrize("type_", ["httpTrigger", "", 5])
def test_has_a_type(type_: Any) -> None:
    assert said_of_bindings("FX105", REQ | {"type": type_}) == []
    assert said_of_bindings("FX105", {"name": "a", "Type": type_}) == []
