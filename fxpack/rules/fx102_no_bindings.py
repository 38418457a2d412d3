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

from collections.abc import Iterator

from fxpack.model import Finding, JsonPointer, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        members = function.config.members
        if function.bindings or function.config.value is None:
            continue
        key = next((name for name in members if name.lower() == "bindings"), "bindings")
        if key != "bindings":
            message = f'the member "{key}" is not read: its name must be "bindings", in lower case'
        elif key in members and members[key] != []:
            message = '"bindings" must be a list of bindings'
        else:
            message = "no binding is declared; a function needs at least a trigger"
        yield Finding(
            message=message,
            at=JsonPointer(function.config.path, (key,) if key in members else (), key=key in members),
            help='add a binding whose type ends in "Trigger", such as httpTrigger or timerTrigger',
            function=function.name,
        )
