"""A bound parameter is annotated with what is neither a class nor a typing generic.

`Optional[...]`, `Union`, `X | Y`, `Tuple[...]`, `Callable`, a TypeVar, `list[X]` and literals are
no types to the worker; `typing.List[X]` is one. Until Python 3.10 a default of None makes any
annotation Optional.

Example:
--- f/__init__.py
from typing import Optional

import azure.functions as func


def main(req: Optional[func.HttpRequest]) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("non-type-annotation"):
        yield Finding(
            message=(
                f'binding "{problem.detail["name"]}" has the annotation '
                f"{problem.detail['annotation']}, which is no type to the worker"
            ),
            at=problem.at,
            help="annotate it with a plain class, or not at all",
            function=function.name if function else None,
        )
