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

import re
from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import named, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Binding, Project

SEVERITY = "error"
VALID = re.compile(r"^(?!.*__)([a-zA-Z_][a-zA-Z0-9_]{0,127}|\$return)$")


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for binding in function.bindings:
            if binding.name is None or not VALID.match(binding.name):
                yield Finding(
                    message=_fault(binding),
                    at=binding.at("name" if binding.spelling("name") else None),
                    help="a name has letters, digits and single underscores, and no digit first",
                    function=function.name,
                )


def _fault(binding: Binding) -> str:
    name = binding.name
    if not name and not binding.spelling("name"):
        return f"{named(binding)} has no name"
    if not name:
        return f"the name of {named(binding)} must be text, not {shown(binding.member('name'))}"
    if "__" in name:
        return f"the binding name {shown(name)} has two underscores in a row"
    if name.lower() == "$return":
        return f'the binding name {shown(name)} must be written "$return"'
    if len(name) > 128:
        return f"the binding name {shown(name)} has {len(name)} characters; 128 are allowed"
    return f"{shown(name)} is no valid name of a binding"
