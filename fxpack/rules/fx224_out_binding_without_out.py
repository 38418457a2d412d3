"""A binding with direction "out" is annotated, but not with func.Out.

An output parameter is an object with a `set` method. A subclass of Out, or any class of another
name, is refused.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"},
  {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"}
]}
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: str) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: func.Out[str]) -> func.HttpResponse:
    msg.set("hello")
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("out-binding-without-out"):
        yield Finding(
            message=(
                f'binding "{problem.detail["name"]}" has direction "out", but its '
                f"annotation is {problem.detail['annotation']}"
            ),
            at=problem.at,
            help=f"annotate it with func.Out[{problem.detail['annotation']}]",
            function=function.name if function else None,
        )
