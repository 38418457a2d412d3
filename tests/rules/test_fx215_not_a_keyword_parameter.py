from __future__ import annotations

import pytest

from tests.rules.one_script import said


@pytest.mark.parametrize(
    ("script", "bindings", "expected"),
    [
        ("def main(req, /): pass", "req httpTrigger", '1:10 parameter "req" is positional-only'),
        ("def main(*req): pass", "req httpTrigger", '1:11 parameter "req" is variadic'),
        ("def main(**req): pass", "req httpTrigger", '1:12 parameter "req" is keywords'),
    ],
)
def test_says_which_kind(script: str, bindings: str, expected: str) -> None:
    found = said("FX215", script, bindings=bindings)
    assert found == [f"{expected}, but the worker passes bindings by keyword"]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req): pass",
        "def main(*, req): pass",
        "def main(req=None): pass",
        "def main(*a, req): pass",
    ],
)
def test_what_takes_a_keyword_is_silent(script: str) -> None:
    assert said("FX215", script) == []
