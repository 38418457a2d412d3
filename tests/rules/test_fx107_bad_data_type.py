from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import REQ, said, said_of_bindings


@pytest.mark.parametrize(
    ("data_type", "expected"),
    [
        ("bytes", 'there is no dataType "bytes"; did you mean "binary"?'),
        ("String ", None),
        ("strng", 'there is no dataType "strng"; did you mean "string"?'),
        ("quux", 'there is no dataType "quux"'),
        (True, "there is no dataType true"),
        ({}, "there is no dataType {}"),
        ("string", None),
        ("BINARY", None),
        ("Stream", None),
        ("undefined", None),
        ("", None),
        (None, None),
        (2, None),
        ("1", None),
    ],
)
def test_data_type(data_type: Any, expected: str | None) -> None:
    messages = said_of_bindings("FX107", REQ | {"dataType": data_type})
    assert messages == ([expected] if expected else [])


def test_place_whatever_the_letter_case() -> None:
    text = '{"bindings": [{"name": "req", "type": "httpTrigger",\n "DATATYPE": "x"}]}'
    assert said("FX107", text) == ['2:14 there is no dataType "x"']
