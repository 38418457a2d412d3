"""A binding's name has an underscore, which hosts before 4.1038 refuse.

`The binding name my_req is invalid. Please assign a valid name to the binding.` Newer hosts accept
single underscores; old Core Tools and images do not.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "my_req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(my_req):
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

Source: azure-functions-host 4.1037, Utility.cs (BindingNameValidationRegex), and its pull request
10764, which is in 4.1038.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.host_checks import BINDING_NAME
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding in function.bindings:
            name = binding.name or ""
            if "_" in name and BINDING_NAME.match(name):
                yield Finding(
                    message=f"hosts before 4.1038 refuse the binding name {shown(name)} for its "
                    "underscore",
                    at=binding.at("name"),
                    help="use a name without an underscore, or ignore this where the host is newer",
                    function=function.name,
                )
