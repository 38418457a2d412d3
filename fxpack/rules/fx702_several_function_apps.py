"""More than one name of function_app.py stands for a function app.

The worker takes the one it finds, and refuses the app where it finds a second: `More than one
FunctionApp or other top level function app instances are defined.` It counts names: two for one
object are two, and so are imported ones.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()
application = app


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime 1.3.0, loader.py (index_function_app).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import listed

SEVERITY = "error"
OTHERS = "make all but one a func.Blueprint(), and register it: app.register_functions(bp)"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("several-function-apps"):
        names = listed(problem.detail["names"])
        message, help_ = f"{names} are function apps, and the worker takes one only", OTHERS
        if problem.detail["same"]:
            message = (
                f"{names} are names of one {problem.detail['class']}, and the worker counts names"
            )
            help_ = "keep one of the names"
        yield Finding(message=message, at=problem.at, help=help_)
