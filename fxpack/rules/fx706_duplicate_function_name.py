"""Two functions of the app have the same name.

A name is that of `@app.function_name`, else that of the Python function, and counts over the app and
all its blueprints. The worker then finds none of the functions: `Function hello does not have a unique
function name.` A blueprint that is registered twice doubles all of its functions.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
def hello(timer: func.TimerRequest) -> None:
    print("hello")

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

Source: azure-functions 2.3.0, decorators/function_app.py (FunctionApp.validate_function_names).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"
WHY = {
    "registered twice": "its blueprint is registered twice",
    "loop": "the decorator runs once a round of a loop",
    "get_functions": "the app asks for its functions before the worker does",
}
HELP = {
    "": 'rename one of the two, or give it a name with @app.function_name("…")',
    "registered twice": "register each blueprint once",
    "loop": 'give each its own name: @app.function_name(f"…")',
    "get_functions": "leave get_functions() to the worker: it can be called only once",
}


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("duplicate-function-name"):
        first, why = problem.detail["first"], problem.detail["why"]
        where = f"{first.path}:{first.line}" if first else "elsewhere"
        message = f'the name "{problem.detail["name"]}" is that of the function at {where} too'
        if why:
            message = f'the name "{problem.detail["name"]}" is taken: {WHY[why]}'
        yield Finding(
            message=message,
            at=problem.at,
            help=HELP.get(why, HELP[""]),
            function=function.name if function else None,
        )
