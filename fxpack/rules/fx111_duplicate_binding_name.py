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
from fxpack.rules.host_checks import repeated_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding, message in repeated_names(function):
            yield Finding(
                message=message,
                at=binding.at("name"),
                help="give each binding a name of its own",
                function=function.name,
            )
