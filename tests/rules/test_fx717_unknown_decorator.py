from __future__ import annotations

import pytest

from tests.rules.one_app import APP, DURABLE, HELLO, found, said


@pytest.mark.parametrize(
    ("decorator", "message", "help_"),
    [
        (
            "get('hello')",
            'a FunctionApp has no decorator "get"',
            'write @app.route(methods=["GET"])',
        ),
        (
            "timer_triger('t', '0 0 * * * *')",
            'a FunctionApp has no decorator "timer_triger"; did you mean "timer_trigger"?',
            "correct the name, or take the decorator from the library that has it",
        ),
        (
            "event_hub_trigger",
            (
                'a FunctionApp has no decorator "event_hub_trigger"; '
                'did you mean "event_hub_message_trigger"?'
            ),
            "correct the name, or take the decorator from the library that has it",
        ),
        (
            "middleware('http')",
            'a FunctionApp has no decorator "middleware"',
            "correct the name, or take the decorator from the library that has it",
        ),
    ],
)
def test_names_what_was_meant(decorator: str, message: str, help_: str) -> None:
    (one,) = found("FX717", f"{APP}@app.{decorator}\ndef f(req): pass\n")
    assert (one.message, one.help) == (message, help_)
    assert (one.location.line, one.location.column) == (3, 2)


def test_nothing_more_is_said_of_the_function() -> None:
    script = f'{APP}@app.queue_output("m", queue_name="q", connection="C")\n@app.post()\ndef f(m): pass\n'
    assert [d.code for d in found("ALL", script) if d.severity == "error"] == ["FX717"]


def test_blueprints() -> None:
    script = f"{APP}{HELLO}bp = func.Blueprint()\n@bp.get('x')\ndef f(req): pass\n"
    assert said("FX717", script) == ['6:2 a Blueprint has no decorator "get"']


@pytest.mark.parametrize(
    "script",
    [
        APP + HELLO,
        DURABLE + "@app.activity_trigger(input_name='x')\ndef f(x): pass\n",
        "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef f(): pass\n",
        "from flask import Flask\napp = Flask('x')\n@app.get('/')\ndef f(): pass\n",
        "from somewhere import app\n@app.get('/')\ndef f(): pass\n",
        (
            "import azure.functions as func\nclass App(func.FunctionApp):\n    def get(self, route):\n"
            "        return self.route(route, methods=['GET'])\napp = App()\n@app.get('x')\ndef f(req): pass\n"
        ),
        (
            "import azure.functions as func\nfrom somewhere import Mixin\nclass App(Mixin, func.FunctionApp):\n"
            "    pass\napp = App()\n@app.get('x')\ndef f(req): pass\n"
        ),
        (
            "import azure.functions as func\nfunc.FunctionApp.get = lambda *a: lambda f: f\n"
            "app = func.FunctionApp()\n@app.get('x')\ndef f(req): pass\n"
        ),
        (
            "import azure.functions as func\nfrom fastapi import FastAPI\nimport os\napp = FastAPI()\n"
            "if os.name == 'x':\n    app = func.FunctionApp()\n@app.get('/')\ndef f(): pass\n"
        ),
        (
            "import azure.functions as func\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\n"
            "def f(): pass\napp = func.AsgiFunctionApp(app=app)\n"
        ),
    ],
)
def test_what_has_it_or_may_have(script: str) -> None:
    assert said("FX717", script) == []
