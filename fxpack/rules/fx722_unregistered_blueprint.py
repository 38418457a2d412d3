"""A blueprint is never registered, so its functions are not there.

Its decorators collect functions; they become the app's by `app.register_functions(bp)`. Without that
nothing is said, neither locally nor in Azure.

Example:
--- function_app.py
import azure.functions as func

import greetings

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(greetings.TEXT)
--- greetings.py
import azure.functions as func

TEXT = "hello"
bp = func.Blueprint()


@bp.route(route="bye")
def bye(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("bye")

Use instead:
--- function_app.py
import azure.functions as func

import greetings

app = func.FunctionApp()
app.register_functions(greetings.bp)


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(greetings.TEXT)

Source: azure-functions 2.3.0, decorators/function_app.py (FunctionRegister.register_functions).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unregistered-blueprint"):
        name, count = problem.detail["name"], problem.detail["functions"]
        lost = "its function is" if count == 1 else f"its {count} functions are"
        yield Finding(
            message=f'the blueprint "{name}" is never registered, so {lost} not there',
            at=problem.at,
            help=f"register it in function_app.py: app.register_functions({name})",
            function=function.name if function else None,
        )
