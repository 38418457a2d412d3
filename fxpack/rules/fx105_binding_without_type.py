"""A binding has no type, or is no object at all.

The host refuses the function: `Binding 'req' is invalid. Bindings must specify a Type.`

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req):
    return "hello"

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, FunctionDescriptorProvider.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import named, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for where, problem in project.problems_of("binding-without-type"):
        yield Finding(
            message=f"a binding must be an object in braces, not {shown(problem.detail['value'])}",
            at=problem.at,
            function=where.name if where else None,
        )
    for function in project.v1_functions:
        for binding in function.bindings:
            if binding.type is not None:
                continue
            written = binding.spelling("type")
            fault = (
                f"must be text, not {shown(binding.member('type'))}" if written else "is missing"
            )
            yield Finding(
                message=f"the type of {named(binding)} {fault}",
                at=binding.at("type" if written else None),
                help='add the type, such as "httpTrigger"',
                function=function.name,
            )
