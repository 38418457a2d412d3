"""An argument of a decorator is a word that its enumeration does not have.

The library looks for the member of that name and raises KeyError while the worker imports the module.
Letter case does not matter, but for `http_auth_level` of the app, which must be in upper case; and
`methods` is a list: of `"GET"` each letter is taken for a method.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello", methods="GET")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello", methods=["GET"])
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions 2.3.0, decorators/utils.py (parse_singular_param_to_enum and
parse_iterable_param_to_enums) and decorators/function_app.py (HttpFunctionsAuthLevelMixin).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fxpack.model import Finding, Project
from fxpack.rules.shown import listed, said

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("invalid-decorator-choice"):
        detail = problem.detail
        yield Finding(
            message=f"{detail['argument']} of {detail['decorator']} cannot be {said(detail['value'])}",
            at=problem.at,
            help=_help(detail["value"], detail["choices"], detail["hint"]),
            function=function.name if function else None,
        )


def _help(value: Any, choices: Sequence[str], hint: str) -> str:
    meant = value.upper() if isinstance(value, str) else ""
    if hint == "list":
        more = ": of text each letter is taken for one" if meant else ""
        return f'write a list, ["{meant if meant in choices else choices[0]}"]{more}'
    return (
        f'write "{meant}", in upper case' if meant in choices else f"choose {listed(choices, 'or')}"
    )
