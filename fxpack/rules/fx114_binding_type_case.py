"""A binding's type is right but for letter case.

The host does not mind, the worker does: it finds no converter, treats the binding as generic, and
passes text or bytes where an object was expected. Types for which the worker has no converter
anyway, such as sendGrid, are not looked at.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "HttpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"}
]}
--- f/__init__.py
def main(req):
    return "hello"

Use instead:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "$return", "type": "http", "direction": "out"}
]}

Source: azure-functions-runtime-v1 1.2.0, bindings/meta.py `get_binding`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack import facts
from fxpack.model import Finding, Project
from fxpack.schema import binding_types

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    known = binding_types()
    for function in project.functions:
        for binding in function.bindings:
            meant = known.get((binding.type or "").lower())
            if meant not in {None, binding.type} and _is_converted(meant, project):
                yield Finding(
                    message=f'binding type "{binding.type}" is spelt "{meant}": the worker minds case',
                    at=binding.at("type"),
                    help=f'write "{meant}"',
                    function=function.name,
                )


def _is_converted(type_: str | None, project: Project) -> bool:
    converters = facts.by_python(facts.table("converters"), project.target.python)
    return type_ in converters["types"]
