"""A decorated function has no trigger.

The library refuses to build it, and the worker then finds none of the app's functions: `Function f
does not have a trigger.` A decorator of another kind between two of the app's is a common reason: what
it returns is new to the app, and the triggers below it belong to a function that is left over.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.queue_output(arg_name="msg", queue_name="jobs", connection="AzureWebJobsStorage")
def hello(msg: func.Out[str]) -> None:
    msg.set("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
@app.queue_output(arg_name="msg", queue_name="jobs", connection="AzureWebJobsStorage")
def hello(timer: func.TimerRequest, msg: func.Out[str]) -> None:
    msg.set("hello")

Source: azure-functions 2.3.0, decorators/function_app.py (FunctionBuilder._validate_function).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("function-without-trigger"):
        lost = (
            f": @{problem.detail['why']} puts another in its place" if problem.detail["why"] else ""
        )
        help_ = "add a trigger, such as @app.route or @app.timer_trigger"
        if problem.detail["orphaned"]:
            help_ = "put that decorator below all of the app's, or above all of them"
        yield Finding(
            message=f'function "{problem.detail["name"]}" has no trigger{lost}',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
