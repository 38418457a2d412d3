"""The return annotation does not fit the type of the `$return` binding.

`-> None` is the most common case: with a `$return` binding the worker reads it as a class that no
converter takes. Unlike parameters, `str` and `bytes` do not fit every type.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> None:
    return None

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `get_function_return_type`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.accepts import accepted_names
from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("return-mismatch"):
        d = problem.detail
        shown = "None" if d["annotation"] == "NoneType" else d["annotation"]
        fitting = accepted_names("return", d["type"], project.target.python)
        help_ = f"annotate it with {fitting}, or not at all" if fitting else "remove the annotation"
        yield Finding(
            message=f'the return annotation {shown} does not match $return of type "{d["type"]}"',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
