"""The binding $return is not an output.

The host refuses the function: `$return bindings must specify a direction of 'out'.` A binding
without a direction is an input.

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

Source: azure-functions-host 4.1037, Utility.cs (ValidateBinding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding in function.bindings:
            if binding.name != "$return" or binding.direction in {"out", None}:
                continue
            written = binding.spelling("direction")
            has = f"has the direction {shown(binding.member('direction'))}"
            yield Finding(
                message=f"$return {has if written else 'has no direction, which makes it an input'}",
                at=binding.at("direction" if written else "name"),
                help='the direction of $return must be "out"',
                function=function.name,
            )
