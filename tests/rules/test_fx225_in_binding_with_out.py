from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import HTTP, said

FUNC = "import azure.functions as func\n"


@pytest.mark.parametrize("bindings", [f"{HTTP}, msg blob in", f"{HTTP}, msg blob"])
def test_absent_direction_is_in(bindings: str) -> None:
    found = said("FX225", f"{FUNC}def main(req, msg: func.Out[str]): pass", bindings=bindings)
    assert found == ['2:20 binding "msg" has direction "in", but its annotation is func.Out[str]']


@pytest.mark.parametrize(
    ("annotation", "direction"),
    [("func.Out[str]", "out"), ("str", "in"), ("func.InputStream", "in")],
)
def test_what_agrees_is_silent(annotation: str, direction: str) -> None:
    script = f"{FUNC}def main(req, msg: {annotation}): pass"
    assert said("FX225", script, bindings=f"{HTTP}, msg blob {direction}") == []


def test_input_decorator() -> None:
    script = '@app.blob_input("b", path="a", connection="C")\n@app.route()\n'
    script += "def f(req, b: func.Out[str]): pass\n"
    (found,) = one_app.found("FX225", one_app.APP + script)
    assert found.help == "bind it with an output decorator, or drop Out from the annotation"
