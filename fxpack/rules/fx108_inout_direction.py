"""A binding has the direction inout.

The Python worker refuses the function: `"inout" bindings are not supported`.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "file", "type": "blob", "direction": "inout", "path": "files/a.txt",
     "connection": "AzureWebJobsStorage"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req, file):
    return "hello"

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "file", "type": "blob", "direction": "in", "path": "files/a.txt",
     "connection": "AzureWebJobsStorage"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-runtime-v1 1.2.0, functions.py.
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
            if binding.direction == "inout":
                direction = shown(binding.member("direction"))
                yield Finding(
                    message=f"{named(binding)} has the direction {direction}, which Python "
                    "functions do not support",
                    at=binding.at("direction"),
                    help='declare one binding with "in" and one with "out", under two names',
                    function=function.name,
                )
