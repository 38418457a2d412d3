from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import OUT, REQ, codes_of, said, said_of_bindings


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("input", '"input", which does not exist; did you mean "in"?'),
        ("output", '"output", which does not exist; did you mean "out"?'),
        ("both", '"both", which does not exist'),
        ("", '"", which does not exist'),
        (None, "null, which does not exist"),
        (True, "true, which does not exist"),
        (1.0, "1.0, which does not exist"),
        ({}, "{}, which does not exist"),
        (["in"], '["in"], which does not exist'),
        ("7", '"7", which does not exist'),
        (3, "3, which does not exist"),
        ("in,", '"in,", which does not exist; did you mean "in"?'),
    ],
)
def test_bad_direction(direction: Any, expected: str) -> None:
    messages = said_of_bindings("FX106", REQ | {"direction": direction}, OUT)
    assert messages == [f'binding "req" has the direction {expected}']


@pytest.mark.parametrize("direction", ["in", "IN", " In ", "0", 0, "+0", "in,in"], ids=repr)
def test_what_the_host_reads_as_in(direction: Any) -> None:
    assert codes_of({"bindings": [REQ | {"direction": direction}, OUT]}) == []


@pytest.mark.parametrize("direction", ["out", "Out", "1", 1, "in, out"], ids=repr)
def test_what_the_host_reads_as_out(direction: Any) -> None:
    assert codes_of({"bindings": [REQ, OUT | {"direction": direction}]}) == []


def test_place_whatever_the_letter_case() -> None:
    text = '{"bindings": [{"name": "req", "type": "httpTrigger",\n "Direction": "x"}]}'
    assert said("FX106", text)[0].startswith("2:15 ")
