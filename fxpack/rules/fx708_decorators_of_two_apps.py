"""A function has decorators of two apps or blueprints.

The upper one looks for the function among its own, where it is not: `IndexError: pop from empty list`
while the worker imports the module, or it takes another function for this one.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()
bp = func.Blueprint()


@bp.queue_output(arg_name="msg", queue_name="jobs", connection="AzureWebJobsStorage")
@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
def hello(timer: func.TimerRequest, msg: func.Out[str]) -> None:
    msg.set("hello")


app.register_functions(bp)

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.queue_output(arg_name="msg", queue_name="jobs", connection="AzureWebJobsStorage")
@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
def hello(timer: func.TimerRequest, msg: func.Out[str]) -> None:
    msg.set("hello")

Source: azure-functions 2.3.0, decorators/function_app.py (DecoratorApi._validate_type).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("decorators-of-two-apps"):
        upper, other = problem.detail["receiver"], problem.detail["other"]
        yield Finding(
            message=f'"{upper}" is not the {other} of the decorators below',
            at=problem.at,
            help="take all decorators of a function from the same app or blueprint",
            function=function.name if function else None,
        )
