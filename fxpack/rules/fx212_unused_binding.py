"""A binding is not a parameter of the function.

The worker refuses the function, and with decorators the whole app: every binding but `$return` must
have a parameter of exactly its name. `@app.route` binds `req` where `trigger_arg_name` does not say
otherwise. A decorator of another kind without `functools.wraps` shows its wrapper's parameters.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"},
  {"name": "msg", "type": "queue", "direction": "out", "queueName": "q"}
]}

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest, msg: func.Out[str]) -> func.HttpResponse:
    msg.set("hello")
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0 and azure-functions-runtime 1.3.0, functions.py
`validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.nearest import nearest
from fxpack.rules.shown import by_decorators

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unused-binding"):
        name = problem.detail["name"]
        near = problem.detail["meant"] or nearest(name, problem.detail["spare"])
        hint = f'; did you mean "{near}"?' if near else ""
        what, where = (
            ("decorator", "function") if by_decorators(function) else ("binding", "entry point")
        )
        help_ = f'add a parameter "{name}" to the {where}, or remove the {what}'
        if problem.detail["made_by"]:
            wanted = " or ".join(f'"{spare}"' for spare in problem.detail["spare"])
            help_ = f"name it {wanted}, as the parameter that {problem.detail['made_by']} makes"
        yield Finding(
            message=f'binding "{name}" is not a parameter of the {where}{hint}',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
