"""A binding has a name that the host refuses.

`The binding name my-blob is invalid. Please assign a valid name to the binding.` A name is made of
ASCII letters and digits and single underscores, does not start with a digit, and has at most 128
characters; or it is `$return`, in lower case.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "my__req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(my__req):
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
from fxpack.rules.host_checks import A_BINDING_NAME, binding_name_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding in function.bindings:
            if fault := binding_name_fault(binding):
                yield Finding(
                    message=fault,
                    at=binding.at("name" if binding.spelling("name") else None),
                    help=A_BINDING_NAME,
                    function=function.name,
                )
