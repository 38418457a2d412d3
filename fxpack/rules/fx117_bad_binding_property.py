"""A property of a binding has a value that its extension does not take.

A word outside its enumeration, such as `"authLevel": "anon"`, or a value of the wrong kind. Settings
in per cent signs are taken as they are.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in", "authLevel": "anon"},
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

from fxpack.model import Binding, Finding, JsonPointer, Place, Project
from fxpack.rules.shown import shown
from fxpack.schema import FUNCTION, SHARED, BindingType, Fault, binding_type, faults

SEVERITY = "warning"
# They have rules of their own.
_ELSEWHERE = frozenset({*SHARED, "connection", "schedule"})


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for binding in function.bindings:
            kind = binding_type(binding.type or "")
            for fault in _faults(binding, kind) if kind else ():
                name = str(fault.keys[0])
                yield Finding(
                    message=f'"{name}" of {binding.type} is {shown(fault.value)}, {_expected(fault)}',
                    at=_place(binding, fault),
                    help="correct the value",
                    function=function.name,
                )


def _faults(binding: Binding, kind: BindingType) -> Iterator[Fault]:
    members = kind.known(binding.properties)
    if binding.places:
        from fxpack.decorators.values import known

        members = {name: value for name, value in members.items() if known(value)}
    if all(kind.checks[name](value) for name, value in members.items()):
        return
    for fault in faults(members, FUNCTION, kind.name):
        if fault.keys and fault.keys[0] not in _ELSEWHERE:
            yield fault


def _expected(fault: Fault) -> str:
    # A word that is right, but stands where a list belongs, is not the word's fault.
    if fault.words and fault.value not in fault.words:
        return f"not one of {', '.join(fault.words)}"
    return f"not {fault.expected}" if fault.expected else "which is of the wrong kind"


def _place(binding: Binding, fault: Fault) -> Place:
    whole = binding.at(str(fault.keys[0]))
    if isinstance(whole, JsonPointer):
        return JsonPointer(whole.path, (*whole.keys, *fault.keys[1:]))
    return whole
