"""An output parameter is annotated with Out and not exactly one type.

The worker needs the type to convert the value: `func.Out[str]`, not `func.Out`. It goes by the name
of the class alone, so this holds for any class named Out.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"},
  {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"}
]}
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: func.Out) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: func.Out[str]) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("bare-out"):
        yield Finding(
            message=(
                f'binding "{problem.detail["name"]}" has the annotation '
                f"{problem.detail['annotation']}, which does not say of what type"
            ),
            at=problem.at,
            help="write func.Out[str], with the type of the value",
            function=function.name if function else None,
        )
