"""What is registered is no blueprint.

`register_functions` takes a Blueprint. An app it refuses, `functions can not be type of
FunctionRegister!`; of a module, a class or a list it asks for what those do not have. Both raise while
the worker imports the module.

Example:
--- function_app.py
import azure.functions as func

import greetings

app = func.FunctionApp()
app.register_functions(greetings)
--- greetings.py
import azure.functions as func

bp = func.Blueprint()


@bp.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

import greetings

app = func.FunctionApp()
app.register_functions(greetings.bp)

Source: azure-functions 2.3.0, decorators/function_app.py (FunctionRegister.register_functions).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import with_article

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("registers-no-blueprint"):
        what = with_article(problem.detail["what"])
        if problem.detail["what"] == "app":
            what = "a function app"
        yield Finding(
            message=f"a Blueprint is registered, not {what}",
            at=problem.at,
            help="pass the object that func.Blueprint() gave",
            function=function.name if function else None,
        )
