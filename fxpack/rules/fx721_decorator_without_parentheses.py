"""A decorator of the app is used without parentheses, so the function is not there.

`@app.route` without a call takes the function for its first argument, and returns a decorator that
nobody uses. Nothing is registered and nothing is said. Those with a second required argument raise
instead (FX710).

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


@app.route(route="bye")
def bye(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("bye")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route()
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


@app.route(route="bye")
def bye(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("bye")

Source: azure-functions 2.3.0, decorators/function_app.py (TriggerApi.route).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("decorator-without-parentheses"):
        name = problem.detail["decorator"]
        yield Finding(
            message=f"@{name} without parentheses registers no function",
            at=problem.at,
            help=f"write @{name}()",
            function=function.name if function else None,
        )
