"""A function has two triggers.

The second one raises while the worker imports the module, which takes all functions with it: `A
trigger was already registered to this function.`

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="req", schedule="0 0 * * * *")
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


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
def hourly(timer: func.TimerRequest) -> None:
    print("hello")

Source: azure-functions 2.3.0, decorators/function_app.py (Function.add_trigger).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("second-trigger"):
        first, second = problem.detail["first"], problem.detail["second"]
        yield Finding(
            message=f'{second} is a second trigger of "{problem.detail["name"]}", beside {first}',
            at=problem.at,
            help="give each trigger a function of its own",
            function=function.name if function else None,
        )
