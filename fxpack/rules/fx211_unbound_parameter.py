"""A parameter of a function is bound by nothing.

Neither function.json nor a decorator has a binding of its name, so the worker refuses the function,
and with decorators the whole app. Defaults, `*args`, `**kwargs` and keyword-only parameters are no
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
    for function, problem in project.problems_of("unbound-parameter"):
        name = problem.detail["name"]
        near = problem.detail["meant"] or nearest(name, problem.detail["unused"])
        hint = f'; did you mean "{near}"?' if near else ""
        lacks, new = "is not a binding of function.json", f'a binding named "{name}"'
        if by_decorators(function):
            lacks, new = "is bound by no decorator", f'a decorator with arg_name="{name}"'
        help_ = f"rename the parameter, remove it, or add {new}"
        if problem.detail["is_context"]:
            help_ = 'name it "context": only a parameter of that name gets the invocation context'
        if problem.detail["made_by"]:
            hint = f" ({problem.detail['made_by']} makes a function with this parameter){hint}"
            help_ = f'the binding must be named "{name}"'
        yield Finding(
            message=f'parameter "{name}" {lacks}{hint}',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
