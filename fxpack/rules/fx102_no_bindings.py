"""A function.json declares no binding.

The host refuses the function: `At least one binding must be declared.` The look-up of `bindings`
minds letter case, so `"Bindings"` is not found either.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": []}

Use instead:
--- f/function.json
{
  "scriptFile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs and Utility.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding, JsonPointer
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Function, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        if function.bindings or function.config.value is None:
            continue
        value = function.config.members.get("bindings")
        if not value or not isinstance(value, list):
            yield _finding(function)


def _finding(function: Function) -> Finding:
    members = function.config.members
    key = "bindings" if "bindings" in members else ""
    key = key or next((name for name in members if name.lower() == "bindings"), "")
    if key and key != "bindings":
        message = f'the member "{key}" is not read: its name must be "bindings", in lower case'
    elif key and members[key] != []:
        message = f'"bindings" must be a list of bindings, not {shown(members[key])}'
    else:
        message = "no binding is declared; a function needs at least a trigger"
    return Finding(
        message=message,
        at=JsonPointer(function.config.path, (key,) if key else (), key=bool(key)),
        help='add a binding whose type ends in "Trigger", such as httpTrigger or timerTrigger',
        function=function.name,
    )
