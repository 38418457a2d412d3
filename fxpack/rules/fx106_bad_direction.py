"""A binding has a direction that does not exist.

The host refuses the function: `'inn' is not a valid binding direction.` The directions are `in`,
`out` and `inout` (which the Python worker does not support), in any letter case. A binding without
a direction is an input; one with `null` or empty text is refused.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "input"},
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

Source: azure-functions-host 4.1037, BindingMetadata.cs; Newtonsoft.Json 13.0, EnumUtils.cs.
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
    for function in project.v1_functions:
        for binding in function.bindings:
            if binding.direction is not None:
                continue
            value = binding.member("direction")
            text = value.strip().lower() if isinstance(value, str) else ""
            near = next((name for name in ("in", "out") if text.startswith(name)), "")
            hint = f'; did you mean "{near}"?' if near else ""
            yield Finding(
                message=f"{named(binding)} has the direction {shown(value)}, which does not exist{hint}",
                at=binding.at("direction"),
                help='the direction must be "in" or "out"',
                function=function.name,
            )
