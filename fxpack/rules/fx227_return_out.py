"""The return annotation is func.Out.

Out is for output parameters. With a `$return` binding the annotation says what is returned.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.Out[str]:
    return "hello"

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> str:
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, functions.py `get_function_return_type`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("return-out"):
        yield Finding(
            message=f"the return annotation {problem.detail['annotation']} must not be func.Out",
            at=problem.at,
            help="annotate the type of the value itself",
            function=function.name if function else None,
        )
