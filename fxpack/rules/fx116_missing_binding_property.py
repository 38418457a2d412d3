"""A binding lacks a property that its extension needs.

The extension refuses the function when the host starts. A property that is there under a misspelt
name is reported as that (FX115), not as missing.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "msg", "type": "queueTrigger", "direction": "in"}
]}
--- f/__init__.py
def main(msg):
    print(msg)

Use instead:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "orders"}
]}

Source: schemas/function.schema.json, made of the extensions' attributes.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Binding, Finding, Project
from fxpack.rules.shown import argument, by_decorators, with_article
from fxpack.schema import BindingType, binding_type

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function in project.functions:
        for binding in function.bindings:
            kind = binding_type(binding.type or "")
            missing = _missing(binding, kind) if kind and not binding.is_open else []
            if kind and missing:
                yield Finding(
                    message=f"{with_article(kind.name)} binding needs {_quoted(missing)}",
                    at=binding.at("type"),
                    help=_help(missing, is_v2=by_decorators(function)),
                    function=function.name,
                )


def _help(missing: list[str], *, is_v2: bool) -> str:
    if is_v2:
        return f"add {' and '.join(f'{argument(name)}=…' for name in missing)} to the decorator"
    return f"add {_quoted(missing)} to the binding"


def _quoted(names: list[str]) -> str:
    return " and ".join(f'"{name}"' for name in names)


def _missing(binding: Binding, kind: BindingType) -> list[str]:
    """What the nearest of the type's ways to be complete lacks."""
    there = kind.known(binding.properties).keys()
    lacks = [sorted(needed - there - {"type", "name"}) for needed in kind.required]
    return min(lacks, key=len, default=[])
