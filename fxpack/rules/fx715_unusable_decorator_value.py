"""An argument of a decorator cannot become a part of the function's metadata.

The worker writes the arguments as JSON, and fails for what has no place there, such as bytes; the
name of an extra argument must be a word, or words with underscores between them.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.generic_trigger(arg_name="timer", type="timerTrigger", schedule="0 0 * * * *", key=b"jobs")
def hello(timer: func.TimerRequest) -> None:
    print("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.generic_trigger(arg_name="timer", type="timerTrigger", schedule="0 0 * * * *", key="jobs")
def hello(timer: func.TimerRequest) -> None:
    print("hello")

Source: azure-functions 2.3.0, decorators/utils.py (to_camel_case, StringifyEnumJsonEncoder).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unusable-decorator-value"):
        yield Finding(
            message=f"{problem.detail['argument']} of {problem.detail['decorator']} {problem.detail['why']}",
            at=problem.at,
            help="the worker then indexes none of the app's functions",
            function=function.name if function else None,
        )
