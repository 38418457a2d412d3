"""The name given to a function is no text.

`@app.function_name` keeps whatever it is given, and the worker, which makes an id of it, raises
TypeError: none of the app's functions is found.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.function_name(name=None)
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.function_name(name="hello")
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime 1.3.0, functions.py (add_indexed_function).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import said

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("function-name-not-text"):
        yield Finding(
            message=f"the name of a function must be text, not {said(problem.detail['value'])}",
            at=problem.at,
            help="write the name in quotes, or leave @app.function_name out",
            function=function.name if function else None,
        )
