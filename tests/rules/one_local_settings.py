"""What one rule says of an app with a local.settings.json, for tables of cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.apps import lint_files, overlay
from tests.rules.one_script import function_json

PATH = "local.settings.json"
PYTHON = {"FUNCTIONS_WORKER_RUNTIME": "python"}


def settings(values: Mapping[str, Any]) -> str:
    """The file that `func init` makes, with one setting in each line."""
    text = json.dumps(values, indent=2)
    return f'{{"IsEncrypted": false, "Values": {text}}}\n'


def said(
    code: str,
    values: Mapping[str, Any] | str,
    *,
    bindings: str = "",
    files: Mapping[str, str] | None = None,
    python: tuple[int, int] = (3, 12),
) -> list[str]:
    """`path:line:column message` of each finding of a rule; local.settings.json is not named."""
    app = {PATH: values if isinstance(values, str) else settings({**PYTHON, **values})}
    if bindings:
        app["f/function.json"] = function_json(bindings, scriptFile="__init__.py")
        names = ", ".join(each.split()[0] for each in bindings.split(","))
        app["f/__init__.py"] = f"def main({names}): pass\n"
    found = lint_files(overlay(app, files or {}), select=(code,), python=python)
    places = [f"{d.location.path}:{d.location.line}:{d.location.column} {d.message}" for d in found]
    return [place.removeprefix(f"{PATH}:") for place in places]
