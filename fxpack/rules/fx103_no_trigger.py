"""None of a function's bindings is a trigger.

The host refuses the function: `No trigger binding specified. A function must have a trigger input
binding.` A trigger is a binding whose type ends in `Trigger` and whose direction is not `out`.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "http", "direction": "in"},
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

import re
from typing import TYPE_CHECKING

from fxpack.model import Finding, JsonPointer
from fxpack.rules.host_checks import lacks_trigger
from fxpack.rules.shown import named, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Function, Place, Project

SEVERITY = "error"
HAVE_TRIGGERS = re.compile(
    "blob|cosmosDB|eventGrid|eventHub|http|kafka|mysql|queue|serviceBus|sql|timer", re.IGNORECASE
)


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        if lacks_trigger(function):
            yield _finding(function)


def _finding(function: Function) -> Finding:
    at: Place = JsonPointer(function.config.path, ("bindings",), key=True)
    message = "none of the bindings is a trigger"
    for binding in function.bindings:
        kind = binding.type or ""
        if binding.is_trigger:
            at = binding.at("direction")
            direction = shown(binding.member("direction"))
            message = f'{named(binding)} is no trigger: its direction is {direction}, not "in"'
            break
        if binding.direction == "in" and HAVE_TRIGGERS.fullmatch(kind):
            at = binding.at("type")
            message = f'type "{kind}" is no trigger; did you mean "{kind}Trigger"?'
            break
    return Finding(
        message=message,
        at=at,
        help='a function needs one binding of direction "in" whose type ends in "Trigger"',
        function=function.name,
    )
