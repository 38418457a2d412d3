"""A function joins a blueprint after the blueprint was registered, so it is not there.

`register_functions` takes the functions that the blueprint has when it is called. What is decorated
later belongs to the blueprint alone, and nothing is said.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()
bp = func.Blueprint()


@bp.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


app.register_functions(bp)


@bp.route(route="bye")
def bye(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("bye")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()
bp = func.Blueprint()


@bp.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


@bp.route(route="bye")
def bye(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("bye")


app.register_functions(bp)

Source: azure-functions 2.3.0, decorators/function_app.py (FunctionRegister.register_functions).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("function-registered-too-late"):
        yield Finding(
            message=f'the function "{problem.detail["name"]}" is not there: its blueprint is registered before',
            at=problem.at,
            help="register the blueprint below all of its functions",
            function=function.name if function else None,
        )
