"""`@app.route` gets its parentheses where that makes the function which was meant."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed, settled
from tests.edit.laws import SAFE

APP = "import azure.functions as func\n\napp = func.FunctionApp()\n\n\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@app.route\ndef f(req): pass\n", "@app.route()\ndef f(req): pass\n"),
        (
            "@app . route # é\nasync def f(req): pass\n",
            "@app . route() # é\nasync def f(req): pass\n",
        ),
        (
            '@app.route\n@app.function_name("g")\ndef f(req): pass\n',
            '@app.route()\n@app.function_name("g")\ndef f(req): pass\n',
        ),
    ],
)
def test_route(before: str, after: str) -> None:
    assert fixed({"function_app.py": APP + before}) == {"function_app.py": APP + after}


@pytest.mark.parametrize(
    "script",
    [
        # it would lack its parameter, or have two triggers
        "@app.route\ndef f(request): pass\n",
        "@app.route()\n@app.route\ndef f(req): pass\n",
        # something has to stand between the parentheses
        "@app.timer_trigger\ndef f(timer): pass\n",
        "@app.function_name\n@app.route()\ndef f(req): pass\n",
    ],
)
def test_left(script: str) -> None:
    assert fixed({"function_app.py": APP + script}) == {}


def test_it_makes_a_url_so_someone_should_look() -> None:
    script = APP + "@app.route\ndef f(req): pass\n"
    assert settled({"function_app.py": script}, safeties=SAFE).changed == {}
