"""A binding has a property that looks like a misspelt one.

The host passes over properties it does not know, so what was meant is simply not set. Only reported
where a property of nearly that name exists and is absent. Decorators take any argument besides their
own, and make a property of it.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in", "authLevl": "anonymous"},
  {"name": "$return", "type": "http", "direction": "out"}
]}

Use instead:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in", "authLevel": "anonymous"},
  {"name": "$return", "type": "http", "direction": "out"}
]}

Source: schemas/function.schema.json, made of the extensions' attributes.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import argument, by_decorators
from fxpack.schema import binding_type

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for binding in function.bindings:
            kind = binding_type(binding.type or "")
            if kind is None or binding.is_open:
                continue
            for written, meant in kind.misspelt(binding.properties).items():
                right = argument(meant) if by_decorators(function) else meant
                yield Finding(
                    message=f'"{written}" is no property of {kind.name}; did you mean "{meant}"?',
                    at=binding.at(written, key=True),
                    help=f'write "{right}"',
                    function=function.name,
                )
