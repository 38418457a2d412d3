"""The binding $return is not an output.

The host refuses the function: `$return bindings must specify a direction of 'out'.` A binding
without a direction is an input. Of functions that decorators declare the worker says it, and refuses
the whole app.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http"}
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

Source: azure-functions-host 4.1037, Utility.cs (ValidateBinding); azure-functions-runtime 1.3.0,
functions.py (validate_binding_direction).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import by_decorators, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Binding, Function, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for binding in function.bindings:
            if binding.name == "$return" and binding.direction not in {"out", None}:
                yield _finding(function, binding)


def _finding(function: Function, binding: Binding) -> Finding:
    written = binding.spelling("direction")
    member, help_ = "direction", 'the direction of $return must be "out"'
    message = f"$return has the direction {shown(binding.member('direction'))}"
    if by_decorators(function):
        message = f"$return is the name of an output, and {binding.type} is an input"
        member, help_ = "name", "give it the name of a parameter"
    elif not written:
        message = "$return has no direction, which makes it an input"
        member = "name"
    return Finding(message=message, at=binding.at(member), help=help_, function=function.name)
