"""A binding with direction "in" is annotated with func.Out.

In function.json absent direction is "in": the binding lacks `"direction": "out"`, or the annotation
is wrong. A decorator says the direction by its name: `blob_input`, `blob_output`.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"},
  {"name": "msg", "type": "blob", "direction": "in", "path": "a/b"}
]}
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: func.Out[str]) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: str) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import by_decorators

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("in-binding-with-out"):
        help_ = 'set "direction": "out" in function.json, or drop Out from the annotation'
        if by_decorators(function):
            help_ = "bind it with an output decorator, or drop Out from the annotation"
        yield Finding(
            message=(
                f'binding "{problem.detail["name"]}" has direction "in", but its '
                f"annotation is {problem.detail['annotation']}"
            ),
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
