from __future__ import annotations

from tests.rules.one_function import OUT, REQ, said, said_of_bindings


def test_same_name() -> None:
    assert said_of_bindings("FX111", REQ, OUT, OUT, OUT) == [
        'the binding name "$return" is used before',
        'the binding name "$return" is used before',
    ]
    one_letter = REQ | {"name": "a"}
    assert said_of_bindings("FX111", one_letter, one_letter) == [
        'the binding name "a" is used before'
    ]


def test_letter_case_does_not_part_names() -> None:
    assert said_of_bindings("FX111", REQ, OUT | {"name": "REQ"}) == [
        'the binding name "REQ" is used before: "req" differs in letter case only'
    ]


def test_different_names_and_no_names() -> None:
    assert said_of_bindings("FX111", REQ, OUT, {"type": "a"}, {"type": "a"}) == []


def test_place() -> None:
    text = '{"bindings": [{"name": "a"},\n{"name": "a"}]}'
    assert said("FX111", text)[0].startswith("2:10 ")
