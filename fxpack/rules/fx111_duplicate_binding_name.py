"""Two bindings of a function have the same name.

The host refuses the function: `Multiple bindings with name 'req' discovered. Binding names must be
unique.` Names that differ in letter case only count as the same.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"},
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
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        first: dict[str, str] = {}
        for binding in function.bindings:
            name = binding.name or ""
            other = first.get(name.lower(), "")
            if not other:
                first[name.lower()] = name
                continue
            differs = f": {shown(other)} differs in letter case only" if other != name else ""
            yield Finding(
                message=f"the binding name {shown(name)} is used before{differs}",
                at=binding.at("name"),
                help="give each binding a name of its own",
                function=function.name,
            )
