"""A function has more than one trigger.

The host refuses the function: `Multiple trigger bindings defined. A function can only have a single
trigger binding.`

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req, timer):
    return "hello"

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req):
    return "hello"
--- g/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- g/__init__.py
def main(timer):
    pass

Source: azure-functions-host 4.1037, FunctionDescriptorProvider.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.host_checks import second_triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding, message in second_triggers(function):
            yield Finding(
                message=message,
                at=binding.at("type"),
                help="give each trigger a function of its own",
                function=function.name,
            )
