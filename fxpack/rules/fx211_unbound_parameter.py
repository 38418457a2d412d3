"""A parameter of the entry point is not a binding of function.json.

The worker refuses the function. Defaults, `*args`, `**kwargs` and keyword-only parameters are no
exception: their names are compared like all others. Only a parameter named exactly `context` may
stand without a binding.

Example:
--- f/__init__.py
def main(req, verbose=False):
    return "hello"

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, functions.py `validate_function_params`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.nearest import nearest

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unbound-parameter"):
        name = problem.detail["name"]
        near = problem.detail["meant"] or nearest(name, problem.detail["unused"])
        hint = f'; did you mean "{near}"?' if near else ""
        help_ = f'rename the parameter, remove it, or add a binding named "{name}"'
        if problem.detail["is_context"]:
            help_ = 'name it "context": only a parameter of that name gets the invocation context'
        if problem.detail["made_by"]:
            hint = f" ({problem.detail['made_by']} makes a function with this parameter){hint}"
            help_ = f'the binding must be named "{name}"'
        yield Finding(
            message=f'parameter "{name}" is not a binding of function.json{hint}',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
