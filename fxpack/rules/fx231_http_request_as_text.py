"""The request of an httpTrigger is annotated as str or bytes.

The function loads, because text fits every binding, but each call fails: the worker cannot turn a
request into text.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: str) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(req.get_body())

Source: azure-functions-runtime-v1 1.2.0, bindings/generic.py ("unexpected type of data received").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("http-request-as-text"):
        yield Finding(
            message=(
                f'the request "{problem.detail["name"]}" cannot be text: the function '
                "loads, but every call fails"
            ),
            at=problem.at,
            help="annotate it with func.HttpRequest and ask it for its body",
            function=function.name if function else None,
        )
