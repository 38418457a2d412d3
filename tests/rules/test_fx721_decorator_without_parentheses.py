from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said


def test_route_and_function_name() -> None:
    script = HELLO + "@app.route\ndef f(req): pass\n"
    assert said("FX721", APP + script) == ["5:2 @route without parentheses registers no function"]


def test_of_a_blueprint() -> None:
    script = (
        HELLO + "bp = func.Blueprint()\napp.register_functions(bp)\n@bp.route\ndef f(req): pass\n"
    )
    assert said("FX721", APP + script) == ["7:2 @route without parentheses registers no function"]


@pytest.mark.parametrize(
    "script",
    [
        HELLO,
        "from flask import Flask\nsite = Flask('x')\n@site.route\ndef f(): pass\n",
        "from somewhere import other\n@other.route\ndef f(req): pass\n",
        "decorate = app.route\n",
    ],
)
def test_what_is_called_or_of_another_library(script: str) -> None:
    assert said("FX721", APP + script) == []
