from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("None", "the name of a function must be text, not None"),
        ("5", "the name of a function must be text, not 5"),
    ],
)
def test_name_that_is_no_text(name: str, expected: str) -> None:
    assert [
        line.split(" ", 1)[1] for line in said("FX716", f"{APP}@app.function_name({name})\n{HELLO}")
    ] == [expected]


@pytest.mark.parametrize("name", ['"a"', "NAME", 'f"a-{NAME}"', "str(5)"])
def test_name_that_may_be_text(name: str) -> None:
    script = f"from somewhere import NAME\n{APP}@app.function_name({name})\n{HELLO}"
    assert said("FX716", script) == []
