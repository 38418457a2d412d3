"""A member of a binding has a value that the host cannot read.

The host refuses the function: `cardinality` must be `one` or `many`, in any letter case,
`connection` must be text, and `properties` an object.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "events", "type": "eventHubTrigger", "direction": "in", "eventHubName": "hub",
     "connection": "EventHub", "cardinality": "multiple"}
  ]
}
--- f/__init__.py
def main(events):
    pass

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "events", "type": "eventHubTrigger", "direction": "in", "eventHubName": "hub",
     "connection": "EventHub", "cardinality": "many"}
  ]
}

Source: azure-functions-host 4.1037, BindingMetadata.cs; Newtonsoft.Json 13.0, EnumUtils.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"
WANTED = {
    "cardinality": '"one" or "many"',
    "connection": "the name of a setting, as text",
    "properties": "an object",
}


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("bad-binding-member"):
        name, value = problem.detail["name"], problem.detail["value"]
        wanted = WANTED[name.lower()]
        yield Finding(
            message=f"{name} must be {wanted}, not {shown(value)}",
            at=problem.at,
            help="the host refuses the function for it",
            function=function.name if function else None,
        )
