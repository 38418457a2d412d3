"""A decorator of the app is put on something it cannot decorate.

It takes functions and other callables with a name: a `functools.partial` has none, and text, numbers or
None cannot be called. Both raise while the worker imports the module.

Example:
--- function_app.py
import functools

import azure.functions as func

app = func.FunctionApp()


def greet(greeting: str, req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(greeting)


app.route(route="hello")(functools.partial(greet, "hello"))

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions 2.3.0, decorators/function_app.py (DecoratorApi._validate_type).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import with_article

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("not-decoratable"):
        yield Finding(
            message=f"{with_article(problem.detail['what'])} cannot be made a function of the app",
            at=problem.at,
            help="decorate a function, written with def",
            function=function.name if function else None,
        )
