"""A function.json lies in an app whose functions are declared by decorators.

The two models do not mix. The worker indexes function_app.py, and the function of this folder is not
there; up to Python 3.12 the host says so in its log: `Detected mixed function app. Some functions may
not be indexed`.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")
--- old/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- old/__init__.py
def main(timer):
    print("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
def old(timer: func.TimerRequest) -> None:
    print("hello")
--- old/function.json (absent)
--- old/__init__.py (absent)

Source: azure-functions-host 4.1037, FunctionMetadataProvider.cs; azure-functions-python-worker,
workers/proxy_worker/dispatcher.py (reload_library_worker).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("v1-function-in-v2-app"):
        yield Finding(
            message=f'the function "{problem.detail["name"]}" is not there: function_app.py makes this an app of decorators',
            at=problem.at,
            help="declare it with decorators in function_app.py, or remove the folder",
            function=function.name if function else None,
        )
