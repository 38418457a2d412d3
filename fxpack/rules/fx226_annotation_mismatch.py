"""A parameter's annotation does not fit the type of its binding.

Each binding type has a converter with a list of the classes it takes; their subclasses fit too. A
binding type without a converter (also one in the wrong letter case) takes str and bytes only.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpResponse) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`; azure-functions
2.3.0 and 1.26.0, the converters' `check_input_type_annotation` and `check_output_type_annotation`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.accepts import accepted_names
from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("annotation-mismatch"):
        d = problem.detail
        fitting = accepted_names(
            "in" if d["direction"] == "in" else "out", d["type"], project.target.python
        )
        help_ = f"annotate it with {fitting}, or not at all" if fitting else "remove the annotation"
        yield Finding(
            message=(
                f'binding "{d["name"]}" of type "{d["type"]}" does not match its '
                f"annotation {d['annotation']}"
            ),
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
