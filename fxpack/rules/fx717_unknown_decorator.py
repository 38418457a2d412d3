"""A function app has no decorator of this name.

`@app.get` and `@app.post` are those of FastAPI and Flask; here it is `@app.route` with `methods`. Python
raises AttributeError while the worker imports the module, and the app has no functions.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.get(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello", methods=["GET"])
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions 2.3.0 and 1.26.0, decorators/function_app.py; azure-functions-durable 1.7.0,
decorators/durable_app.py, by introspection.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack import facts
from fxpack.model import Finding, Project
from fxpack.rules.nearest import nearest

SEVERITY = "error"
METHODS = frozenset({"delete", "get", "head", "options", "patch", "post", "put"})


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unknown-decorator"):
        name = problem.detail["name"]
        near = "" if name in METHODS else _nearest(name)
        help_ = "correct the name, or take the decorator from the library that has it"
        if name in METHODS:
            help_ = f'write @app.route(methods=["{name.upper()}"])'
        hint = f'; did you mean "{near}"?' if near else ""
        yield Finding(
            message=f'a {problem.detail["class"]} has no decorator "{name}"{hint}',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )


def _nearest(name: str) -> str:
    table = facts.table("decorators")
    return nearest(name, (*table["decorators"], *table["durable"]))
