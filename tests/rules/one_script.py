"""What one rule says of the script of one function, for tables of cases."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.apps import lint_files, overlay

HTTP = "req httpTrigger in, $return http out"
QUEUE = "msg queueTrigger in"


def function_json(bindings: str, **members: str) -> str:
    """`name type direction, …` as a function.json with each binding in a line of its own."""
    each = [
        dict(zip(("name", "type", "direction"), b.split(), strict=False))
        for b in bindings.split(",")
    ]
    more = "".join(f'"{key}": {json.dumps(value)},\n' for key, value in members.items())
    return f'{{{more}"bindings": [\n' + ",\n".join(map(json.dumps, each)) + "]}\n"


def said(
    code: str,
    script: str,
    *,
    bindings: str = HTTP,
    files: Mapping[str, str] | None = None,
    python: tuple[int, int] = (3, 12),
    entry: str = "main",
) -> list[str]:
    """`path:line:column message` of each finding of a rule; f/__init__.py is not named."""
    base = {"f/function.json": function_json(bindings, scriptFile="__init__.py", entryPoint=entry)}
    found = lint_files(
        overlay(base, {"f/__init__.py": script}, files or {}), select=(code,), python=python
    )
    return [
        f"{d.location.path}:{d.location.line}:{d.location.column} {d.message}".removeprefix(
            "f/__init__.py:"
        )
        for d in found
    ]
