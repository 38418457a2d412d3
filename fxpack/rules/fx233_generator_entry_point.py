"""The entry point is a generator.

The worker calls it and takes what the call gives, a generator object: the body never runs. Only the
function that Orchestrator.create gets is meant to be one.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    yield func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, handle_event.py `invocation_request`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import by_decorators

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("generator-entry-point"):
        orchestrator = "use main = df.Orchestrator.create(function)"
        if by_decorators(function):
            orchestrator = "use @app.orchestration_trigger"
        yield Finding(
            message="the entry point is a generator: calling it runs none of its code",
            at=problem.at,
            help=f"return the value instead; for an orchestrator {orchestrator}",
            function=function.name if function else None,
        )
