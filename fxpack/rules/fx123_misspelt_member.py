"""A member of function.json is spelt so that the host does not read it.

At the top level of function.json, unlike inside a binding, letter case counts: the host silently
passes over `"ScriptFile"` and `"entrypoint"`.

Example:
--- f/function.json
{
  "scriptfile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Use instead:
--- f/function.json
{
  "scriptFile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (ParseFunctionMetadata).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding, JsonPointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "warning"
MEMBERS = {name.lower(): name for name in ("bindings", "scriptFile", "entryPoint", "retry")}


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for name in function.config.members:
            right = meant(name)
            # "Bindings" without "bindings" is an error: FX102.
            if right == name or (right == "bindings" and not function.bindings):
                continue
            yield Finding(
                message=f'the member "{name}" is not read: its name must be "{right}"',
                at=JsonPointer(function.config.path, (name,), key=True),
                help=f'rename it to "{right}", or remove it',
                function=function.name,
            )


def meant(name: str) -> str:
    """The member that a name stands for but for letter case, underscores and dashes; else itself."""
    return MEMBERS.get(name.lower().translate({ord("_"): None, ord("-"): None}), name)
