from __future__ import annotations

import pytest

from tests.rules.one_function import codes_of, said

NONE = "no binding is declared; a function needs at least a trigger"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", f"1:1 {NONE}"),
        ('{\n "bindings": []}', f"2:2 {NONE}"),
        ('{"bindings": null}', '1:2 "bindings" must be a list of bindings, not null'),
        ('{"bindings": {"a": 1}}', '1:2 "bindings" must be a list of bindings, not {"a": 1}'),
        (
            '{"Bindings": [{"name": "a"}]}',
            '1:2 the member "Bindings" is not read: its name must be "bindings", in lower case',
        ),
        ('{"Bindings": [], "bindings": []}', f"1:18 {NONE}"),
    ],
)
def test_no_bindings(text: str, expected: str) -> None:
    assert said("FX102", text) == [expected]
    assert codes_of(text)[0] == "FX102"


@pytest.mark.parametrize("text", ['{"bindings": [1]}', '{"bindings": [{}]}', "oops"])
def test_is_silent_where_another_rule_speaks(text: str) -> None:
    assert said("FX102", text) == []
    assert codes_of(text)
