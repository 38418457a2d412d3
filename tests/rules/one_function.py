"""What one rule says of one function, for tables of cases."""

from __future__ import annotations

import json
from typing import Any

from tests.apps import lint_files, overlay

REQ = {"name": "req", "type": "httpTrigger", "direction": "in"}
OUT = {"name": "$return", "type": "http", "direction": "out"}


def said(code: str, function_json: str | dict[str, Any], **files: str) -> list[str]:
    """`path:line:column message` of each finding of a rule; `main__py` stands for f/main.py."""
    text = function_json if isinstance(function_json, str) else json.dumps(function_json)
    others = {f"f/{name.replace('__', '.')}": content for name, content in files.items()}
    found = lint_files(overlay({"f/function.json": text}, others), select=(code,))
    return [
        f"{d.location.path}:{d.location.line}:{d.location.column} {d.message}".removeprefix(
            "f/function.json:"
        )
        for d in found
    ]


def said_of_bindings(code: str, *bindings: Any) -> list[str]:
    """The messages alone, of a function with these bindings."""
    return [line.split(" ", 1)[1] for line in said(code, {"bindings": list(bindings)})]


def codes_of(function_json: str | dict[str, Any]) -> list[str]:
    """The codes of all rules on function.json and its script."""
    text = function_json if isinstance(function_json, str) else json.dumps(function_json)
    files = overlay({"f/function.json": text})
    # what JSON the host takes besides is another rule's, which is off unasked
    chosen = ("FX10", "FX11", "FX12", "FX20")
    return [d.code for d in lint_files(files, select=chosen, ignore=("FX125",))]
