from __future__ import annotations

import json
from typing import Any

import pytest

from tests.apps import lint_files, overlay
from tests.rules import one_app
from tests.rules.one_function import OUT, REQ


def said(*functions: dict[str, Any], **members: Any) -> list[str]:
    """The findings on functions a, b, c… whose triggers have these members."""
    files = {"f/function.json (absent)": "", "f/__init__.py (absent)": ""}
    for name, function in zip("abc", functions, strict=False):
        bindings = [{**REQ, **function}, OUT]
        files[f"{name}/function.json"] = json.dumps({**members, "bindings": bindings})
        files[f"{name}/__init__.py"] = "def main(req):\n    return ''\n"
    found = lint_files(overlay(files), select=("FX122",))
    return [f"{d.location.path}:{d.location.column} {d.message}" for d in found]


def route(text: Any, *methods: Any) -> dict[str, Any]:
    return {"route": text, "methods": list(methods)} if methods else {"route": text}


@pytest.mark.parametrize(
    "functions",
    [
        ({}, {}),
        (route("x"), route("y")),
        (route("x", "get"), route("x", "post")),
        (route("x/{id}"), route("x/{id}/y")),
        (route("x/{id}"), route("x/y")),
        (route("x/{id:int}"), route("x/{name:int}")),
        (route("x/{id:int}"), route("x/{id}")),
        (route("x/{id?}"), route("x/{name?}")),
        (route("{*rest}"), route("{*path}")),
        (route("%ROUTE%"), route("%OTHER%")),
        (route("users/admin"), route("{admin}"), route("a/runtime")),
        (route(5), route(5)),
        (route("x", 5), route("x", 5)),
        (route("x", "%METHOD%"), route("x", "%METHOD%")),
        ({"route": "x", "methods": []}, route("x")),
        ({"route": "x", "methods": "get"}, route("x")),
        ({"route": "x", "type": "queueTrigger"}, route("x")),
        (route("x", "get"), route("x", "post"), route("x", "put")),
    ],
    ids=str,
)
def test_no_clash(functions: tuple[dict[str, Any], ...]) -> None:
    assert said(*functions) == []


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ((route("x"), route("x")), "x"),
        ((route("X/"), route("/x")), "x"),
        ((route("x/{id}"), route("x/{name}")), "x/{}"),
        ((route("x/{a}.{b}"), route("x/{c}.{d}")), "x/{}.{}"),
        ((route("x", "get", "post"), route("x", "POST")), "x"),
        ((route("x"), route("x", "get")), "x"),
        ((route("b"), {}), "b"),
        ((route("x/{id:int}"), route("X/{Id:int}")), "x/{id:int}"),
        ((route("{*rest}"), route("{*rest}")), "{*rest}"),
        ((route("%ROUTE%"), route("%ROUTE%")), "%route%"),
        ((route("b"), route("")), "b"),
        (({"type": "HttpTrigger", "Route": "x"}, route("x")), "x"),
    ],
    ids=str,
)
def test_clash(functions: tuple[dict[str, Any], ...], expected: str) -> None:
    (line,) = said(*functions)
    assert line.startswith("b/function.json:")
    assert line.endswith(f'the route "{expected}" is answered by function "a" too')


def test_one_finding_per_pair() -> None:
    found = said(route("x", "get"), route("x", "get"), route("x", "get"))
    assert [line[0] + line[-6] for line in found] == ["ba", "ca", "cb"]


def test_place() -> None:
    (line,) = said(route("x"), route("x"))
    assert line.startswith("b/function.json:82 ")


@pytest.mark.parametrize(
    ("written", "prefix"),
    [("admin", "admin"), ("/Admin/users/{id}", "admin"), ("administrators", "admin"),
     ("runtime/x", "runtime")],
)  # fmt: skip
def test_routes_of_the_host(written: str, prefix: str) -> None:
    (line,) = said(route(written))
    assert line.endswith(f'is the host\'s own, as all that begin with "{prefix}"')


def test_a_name_is_a_route_too() -> None:
    trigger = json.dumps({"bindings": [REQ, OUT]})
    files = {
        "AdminUsers/function.json": trigger,
        "AdminUsers/__init__.py": "def main(req):\n  pass",
    }
    (found,) = lint_files(overlay(files), select=("FX122",))
    assert found.function == "AdminUsers"


@pytest.mark.parametrize("disabled", [True, "SETTING"])
def test_a_disabled_function_answers_nothing(disabled: Any) -> None:
    assert said(route("x"), route("x"), disabled=disabled) == []


def test_routes_of_decorators() -> None:
    script = '@app.route(route="Hello/")\ndef f(req): pass\n' + one_app.HELLO
    assert one_app.said("FX122", one_app.APP + script) == [
        '5:2 the route "hello" is answered by function "f" too'
    ]
    unknown = "from somewhere import ROUTE\n@app.route(route=ROUTE)\ndef f(req): pass\n"
    assert one_app.said("FX122", one_app.APP + unknown + one_app.HELLO) == []


def test_two_functions_of_one_name_are_an_error_of_their_own() -> None:
    assert one_app.said("FX122", one_app.APP + one_app.HELLO + one_app.HELLO) == []
