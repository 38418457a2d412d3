from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, found, said


@pytest.mark.parametrize(
    ("arguments", "expected", "help_"),
    [
        (
            'auth_level="anon"',
            'auth_level of route cannot be "anon"',
            'choose "FUNCTION", "ANONYMOUS" or "ADMIN"',
        ),
        (
            'methods="GET"',
            'methods of route cannot be "GET"',
            'write a list, ["GET"]: of text each letter is taken for one',
        ),
        (
            "methods=func.HttpMethod.GET",
            "methods of route cannot be HttpMethod.GET",
            'write a list, ["GET"]',
        ),
        (
            'methods=["GET", "NOPE"]',
            'methods of route cannot be "NOPE"',
            'choose "GET", "POST", "DELETE", "HEAD", "PATCH", "PUT" or "OPTIONS"',
        ),
    ],
)
def test_argument_of_a_decorator(arguments: str, expected: str, help_: str) -> None:
    (one,) = found("FX709", f"{APP}@app.route({arguments})\ndef f(req): pass\n")
    assert (one.message, one.help, one.location.line) == (expected, help_, 3)


def test_level_of_the_app_in_lower_case() -> None:
    script = 'import azure.functions as func\napp = func.FunctionApp("anonymous")\n' + HELLO
    (one,) = found("FX709", script)
    assert one.message == 'http_auth_level of FunctionApp cannot be "anonymous"'
    assert one.help == 'write "ANONYMOUS", in upper case'
    assert found("FX709", script.replace("anonymous", "ANONYMOUS")) == []


def test_query_is_a_method_from_python_3_13_on() -> None:
    script = f'{APP}@app.route(methods=["QUERY"])\ndef f(req): pass\n'
    assert len(said("FX709", script, python=(3, 12))) == 1
    assert said("FX709", script, python=(3, 13)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        'auth_level="anonymous"',
        "auth_level=func.AuthLevel.ADMIN",
        'methods=["get"]',
        "methods=(func.HttpMethod.GET,)",
        "methods=METHODS",
        "auth_level=None",
    ],
)
def test_what_it_takes(arguments: str) -> None:
    script = f"from somewhere import METHODS\n{APP}@app.route({arguments})\ndef f(req): pass\n"
    assert said("FX709", script) == []
