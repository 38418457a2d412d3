"""The return annotation is no class, though there is a `$return` binding.

The worker wants a plain class here: `Optional`, `Union`, `List[...]` and literals are refused, and
so is every typing generic.

Example:
--- f/__init__.py
from typing import Optional

import azure.functions as func


def main(req: func.HttpRequest) -> Optional[func.HttpResponse]:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `get_function_return_type`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("non-type-return"):
        yield Finding(
            message=(
                f"the return annotation {problem.detail['annotation']} is no class, which "
                "$return needs"
            ),
            at=problem.at,
            help="annotate the class that is returned, or nothing",
            function=function.name if function else None,
        )
