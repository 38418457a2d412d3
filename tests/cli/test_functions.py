"""`fxpack functions`: its outputs as whole texts, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fxpack import schema
from tests import leaks
from tests.cli.conftest import NOTE, Fxpack, write

DECORATED = {
    "f/function.json (absent)": "",
    "f/__init__.py (absent)": "",
    "function_app.py": """import os

import azure.functions as func
from parts import bp

app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
app.register_functions(bp)


@app.route(route="todos/{id}", methods=["get", "POST"])
@app.queue_output(arg_name="out", queue_name="q", connection="STORAGE")
def todo(req: func.HttpRequest, out: func.Out[str]) -> func.HttpResponse:
    return func.HttpResponse("x")


@app.route()
def health(req: func.HttpRequest) -> str:
    return "x"


if os.environ.get("DEBUG"):
    @app.route(route="debug")
    def debug(req: func.HttpRequest) -> str:
        return "x"
""",
    "parts.py": """import azure.functions as func

bp = func.Blueprint()


@bp.function_name("Nightly")
@bp.timer_trigger(arg_name="timer", schedule="0 0 3 * * *")
def nightly(timer: func.TimerRequest) -> None: ...
""",
}
TEXT = """\
Functions: 3
  Nightly: timerTrigger  parts.py:8
  todo: [GET,POST] http://localhost:7071/api/todos/{id}  function_app.py:12
    out out: queue, out $return: http
  health: http://localhost:7071/api/health  function_app.py:17
    out $return: http
Cannot be told:
  debug: whether there is such a function depends on a condition  function_app.py:23
"""
PREFIX = {"host.json": '{"version": "2.0", "extensions": {"http": {"routePrefix": "v1/"}}}'}
NO_PREFIX = {"host.json": '{"version": "2.0", "extensions": {"http": {"routePrefix": ""}}}'}


@pytest.fixture
def app(root: Path) -> Path:
    return write(root, DECORATED)


def value(text: str) -> Any:
    """JSON that keeps to the schema."""
    loaded = json.loads(text)
    Draft202012Validator(schema.load("functions-output.schema.json")).validate(loaded)
    return loaded


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.load("functions-output.schema.json"))


def test_text(app: Path, fxpack: Fxpack) -> None:
    ran = fxpack("functions")
    assert (ran.code, ran.out, ran.err) == (0, TEXT, "")


def test_colours(app: Path, fxpack: Fxpack) -> None:
    assert "\x1b[" in fxpack("functions", "--color", "always").out


def test_json(app: Path, fxpack: Fxpack) -> None:
    told = value(fxpack("functions", "--format", "json").out)
    assert told["python"] == "3.12"
    assert [each["name"] for each in told["functions"]] == ["Nightly", "todo", "health"]
    nightly, todo, health = told["functions"]
    assert nightly["bindings"] == [
        {
            "name": "timer",
            "type": "timerTrigger",
            "direction": "IN",
            "schedule": "0 0 3 * * *",
        }
    ]
    assert {key: todo[key] for key in ("trigger", "url", "methods", "path", "line", "script")} == {
        "trigger": "httpTrigger",
        "url": "/api/todos/{id}",
        "methods": ["GET", "POST"],
        "path": "function_app.py",
        "line": 12,
        "script": "function_app.py",
    }
    assert (health["url"], health["methods"]) == ("/api/health", [])
    assert health["bindings"][0]["authLevel"] == "ANONYMOUS"
    assert (nightly["url"], nightly["methods"], nightly["found"]) == (None, None, True)
    assert told["errors"] == []
    assert [each["function"] for each in told["undecided"]] == ["debug"]


@pytest.mark.parametrize(
    ("host", "url"), [(PREFIX, "/v1/health"), (NO_PREFIX, "/health"), ({}, "/api/health")]
)
def test_the_prefix_of_host_json(
    root: Path, fxpack: Fxpack, host: dict[str, str], url: str
) -> None:
    write(root, DECORATED, host)
    told = value(fxpack("functions", "--format", "json").out)
    assert told["functions"][2]["url"] == url


def test_one_error_takes_all_functions_of_decorators(app: Path, fxpack: Fxpack) -> None:
    (app / "parts.py").write_text(DECORATED["parts.py"].replace("timer:", "other:"))
    ran = fxpack("functions")
    assert ran.code == 1
    assert ran.out.startswith(
        "Functions: none\nRefused: Nightly, todo, health\n  parts.py:7:28: FX212 "
    )
    assert ran.err == (
        "fxpack: error: Nightly, todo, health cannot be loaded: 2 errors that `fxpack lint` explains\n"
    )
    told = value(fxpack("functions", "--format", "json").out)
    assert [each["found"] for each in told["functions"]] == [False] * 3
    assert {each["function"] for each in told["errors"]} == {"Nightly"}


def test_an_app_of_which_nothing_can_be_read(root: Path, fxpack: Fxpack) -> None:
    write(root, DECORATED, {"function_app.py": "def (\n"})
    ran = fxpack("functions")
    assert ran.code == 1
    assert (
        ran.err == "fxpack: error: the app cannot be loaded: an error that `fxpack lint` explains\n"
    )
    assert ran.out.startswith("Functions: none\nRefused:\n  function_app.py:1:5: FX206 ")


def test_functions_of_function_json_are_refused_one_by_one(root: Path, fxpack: Fxpack) -> None:
    write(
        root,
        {
            "g/function.json": '{"bindings": [{"name": "t", "type": "timerTrigger", "schedule": '
            '"0 * * * * *"}]}',
            "g/__init__.py": "def main(timer): ...",
            "off/function.json": '{"disabled": true, "bindings": [{"name": "req", "type": '
            '"httpTrigger", "methods": ["get"]}]}',
            "off/__init__.py": "def main(req): ...",
        },
    )
    ran = fxpack("functions")
    assert ran.code == 1
    assert ran.out == (
        "Functions: 2\n"
        "  f: http://localhost:7071/api/f  f/function.json:1\n"
        "    out $return: http\n"
        "  off: disabled  off/function.json:1\n"
        "Refused: g\n"
        '  g/__init__.py:1:10: FX211 parameter "timer" is not a binding of function.json; did you mean "t"?\n'
        '  g/function.json:1:24: FX212 binding "t" is not a parameter of the entry point; did you mean "timer"?\n'
    )
    assert "g cannot be loaded: 2 errors" in ran.err
    told = value(fxpack("functions", "--format", "json").out)
    assert [(each["name"], each["found"]) for each in told["functions"]] == [
        ("f", True),
        ("g", False),
        ("off", True),
    ]
    assert told["functions"][2]["disabled"] is True


def test_without_functions(root: Path, fxpack: Fxpack) -> None:
    write(root, {"f/function.json (absent)": ""})
    assert fxpack("functions").out == "Functions: none\n"


def test_another_python(app: Path, fxpack: Fxpack) -> None:
    assert (
        value(fxpack("functions", "--python", "3.13", "--format", "json").out)["python"] == "3.13"
    )
    ran = fxpack("functions", "--python", "x")
    assert (ran.code, ran.out) == (2, "")


def test_the_python_that_is_taken_where_none_is_named(app: Path, fxpack: Fxpack) -> None:
    (app / ".python-version").unlink()
    assert fxpack("functions").err == NOTE.format("3.14")


def test_no_app(root: Path, fxpack: Fxpack) -> None:
    ran = fxpack("functions", "nowhere")
    assert ran.code in {2, 5}
    assert "nowhere" in ran.err


def test_no_secret_is_shown(root: Path, fxpack: Fxpack) -> None:
    pasted = DECORATED["function_app.py"].replace('"STORAGE"', f'"{leaks.STORAGE}"')
    write(root / "app", DECORATED, {"function_app.py": pasted})
    for options in ((), ("--format", "json")):
        ran = fxpack("functions", "app", *options)
        assert leaks.STORAGE_KEY not in ran.out + ran.err
        assert "todo" in ran.out
