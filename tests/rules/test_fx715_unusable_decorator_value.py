from __future__ import annotations

import pytest

from tests.rules.one_app import APP, said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("data=b'x'", "data of generic_trigger cannot be written as JSON: it is bytes"),
    ],
)
def test_says_why(arguments: str, expected: str) -> None:
    (line,) = said("FX715", script(arguments))
    assert line.split(" ", 1)[1] == expected


@pytest.mark.parametrize(
    "arguments", ["tags=[1, 2]", "tags={'a': (1, None)}", "tags=TAGS", "a_b=1.5"]
)
def test_what_json_holds(arguments: str) -> None:
    assert said("FX715", script(arguments)) == []


def script(arguments: str) -> str:
    return f"""from somewhere import TAGS
{APP}@app.generic_trigger("t", type="timerTrigger", schedule="0 0 * * * *", {arguments})
def f(t): pass
"""
