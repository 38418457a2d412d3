"""The function app of function_app.py has no functions.

The worker finds the app and nothing in it; Azure deploys it and shows none. Up to Python 3.12 it then
looks for function.json.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime 1.3.0, handle_event.py (load_function_metadata).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("app-without-functions"):
        yield Finding(
            message="the app has no functions: none is decorated, and no blueprint registered",
            at=problem.at,
            help="decorate the functions, such as with @app.route(), or register the blueprints that have some",
            function=function.name if function else None,
        )
