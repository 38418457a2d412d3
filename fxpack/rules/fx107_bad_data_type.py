"""A binding has a dataType that does not exist.

The host cannot read the binding and refuses the function. The types are `undefined`, `string`,
`binary` and `stream`, in any letter case.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in", "dataType": "bytes"},
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
    {"name": "req", "type": "httpTrigger", "direction": "in", "dataType": "binary"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, BindingMetadata.cs; Newtonsoft.Json 13.0, EnumUtils.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.nearest import nearest
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"
NAMES = ("string", "binary", "stream")
OTHER_NAMES = {"bytes": "binary", "str": "string", "text": "string", "json": "string"}


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("bad-data-type"):
        value = problem.detail["value"]
        near = ""
        if isinstance(value, str):
            near = OTHER_NAMES.get(value.strip().lower()) or nearest(value, NAMES)
        hint = f'; did you mean "{near}"?' if near else ""
        yield Finding(
            message=f"there is no dataType {shown(value)}{hint}",
            at=problem.at,
            help='the dataType must be "string", "binary" or "stream", or left out',
            function=function.name if function else None,
        )
