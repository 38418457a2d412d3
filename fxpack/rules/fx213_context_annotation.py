"""The parameter `context` is annotated with something other than func.Context.

A parameter named `context` that no binding names is the invocation context; the worker wants it
unannotated or annotated with a class named Context.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, context: dict) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, functions.py `is_context_required`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("context-annotation"):
        yield Finding(
            message=(
                'parameter "context" is the invocation context and must be func.Context, '
                f"not {problem.detail['annotation']}"
            ),
            at=problem.at,
            help='annotate it with func.Context, or name a binding "context"',
            function=function.name if function else None,
        )
