"""A decorator is called with arguments that it does not take, or without one it needs.

Python raises TypeError while the worker imports the module, and the app has no functions. Most
decorators take further arguments by name, `@app.route` does not.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.queue_trigger(arg_name="msg", queue_name="jobs")
def work(msg: func.QueueMessage) -> None:
    print(msg)

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.queue_trigger(arg_name="msg", queue_name="jobs", connection="AzureWebJobsStorage")
def work(msg: func.QueueMessage) -> None:
    print(msg)

Source: azure-functions 2.3.0 and 1.26.0, decorators/function_app.py; azure-functions-durable 1.7.0,
decorators/durable_app.py, by introspection.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fxpack.model import Finding, Project
from fxpack.rules.shown import listed

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("wrong-decorator-arguments"):
        yield Finding(
            message=f"{problem.detail['decorator']} {_fault(problem.detail)}",
            at=problem.at,
            help=_help(problem.detail),
            function=function.name if function else None,
        )


def _fault(detail: Mapping[str, Any]) -> str:
    faults = []
    if detail["missing"]:
        faults.append(f"lacks {listed(detail['missing'])}")
    if detail["unknown"]:
        faults.append(f"takes no {listed(detail['unknown'], 'or')}")
    if detail["repeated"]:
        faults.append(f"is given {listed(detail['repeated'])} twice")
    if detail["too_many"]:
        count = detail["too_many"]
        faults.append(f"has {count} positional argument{'s' * (count > 1)} too many")
    return " and ".join(faults) + (
        ", used without parentheses" if detail["without_parentheses"] else ""
    )


def _help(detail: Mapping[str, Any]) -> str:
    if detail["without_parentheses"]:
        return "call it: it makes the decorator, and is none itself"
    if detail["missing"]:
        return f"add {' and '.join(f'{name}=…' for name in detail['missing'])}"
    return "correct the names of the arguments, or leave out what it does not take"
