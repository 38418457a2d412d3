"""The host's reading of one function folder, as far as it matters before the worker loads it.

azure-functions-host 4.1037: HostFunctionMetadataProvider.cs, Utility.cs. Binding names are those
that hosts from 4.1038 on accept. JSON is read strictly: what only Json.NET accepts is not judged.
"""

from __future__ import annotations

import json
import os
import re
from typing import Any

DIRECTIONS = {"in": 0, "out": 1, "inout": 2}
DATA_TYPES = {"undefined": 0, "string": 1, "binary": 2, "stream": 3}
FUNCTION = re.compile(r"(?!host$)[a-z][a-z0-9_\-]{0,127}", re.IGNORECASE)
BINDING = re.compile(r"(?!.*__)[a-zA-Z_][a-zA-Z0-9_]{0,127}|\$return")
PRIMARY = ("__init__.py", "index.js", "index.mjs", "index.cjs")


class HostError(Exception):
    """What the host says when it refuses a function."""


class NotJudgedError(Exception):
    """A file that this reading cannot tell about."""


def read_function(app: str, name: str) -> dict[str, Any]:
    """Bindings by name, the script's absolute path and the entry point."""
    folder = os.path.join(app, name)
    if not FUNCTION.fullmatch(name):
        raise HostError(f"'{name}' is not a valid function name.")
    try:
        with open(os.path.join(folder, "function.json"), encoding="utf-8-sig") as file:
            config = json.load(file)
    except ValueError as error:
        raise NotJudgedError(str(error)) from error
    return {
        "bindings": bindings(config),
        "script": script(folder, config.get("scriptFile")),
        "entry_point": config.get("entryPoint") or "",
    }


def bindings(config: Any) -> dict[str, dict[str, Any]]:
    declared = config.get("bindings") if isinstance(config, dict) else None
    if not declared:
        raise HostError("At least one binding must be declared.")
    found: dict[str, dict[str, Any]] = {}
    for item in declared:
        name, one = binding({key.lower(): value for key, value in item.items()})
        if name.lower() in (known.lower() for known in found):
            raise HostError(f"Multiple bindings with name '{name}' discovered.")
        found[name] = one
    triggers = [b for b in found.values() if b["type"].lower().endswith("trigger")]
    inputs = [b for b in triggers if b["direction"] == 0]
    if len(inputs) != 1:
        raise HostError("No trigger binding specified." if not inputs else "Multiple triggers.")
    return found


def choice(values: dict[str, int], text: Any) -> int:
    """A value of an enumeration, letter case apart; only plain words are judged."""
    if not isinstance(text, str) or not text.isalpha():
        raise NotJudgedError(f"{text!r} as a direction or data type")
    if text.lower() not in values:
        raise HostError(f"'{text}' is not a valid binding direction or data type.")
    return values[text.lower()]


def binding(members: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name, type_ = members.get("name") or "", members.get("type")
    direction = choice(DIRECTIONS, members.get("direction", "in"))
    data_type = choice(DATA_TYPES, members.get("datatype", "undefined"))
    if not BINDING.fullmatch(name):
        raise HostError(f"The binding name {name} is invalid.")
    if name == "$return" and direction != 1:
        raise HostError("$return bindings must specify a direction of 'out'")
    if not type_:
        raise HostError(f"Binding '{name}' is invalid. Bindings must specify a Type.")
    return name, {"type": type_, "direction": direction, "data_type": data_type}


def script(folder: str, given: Any) -> str:
    if given:
        path = os.path.normpath(os.path.join(folder, given))
        if not os.path.isfile(path):
            raise HostError("The 'scriptFile' property is set to a file that does not exist.")
        return path
    files = [e.name for e in os.scandir(folder) if e.is_file() and e.name != "function.json"]
    if len(files) == 1:
        return os.path.join(folder, files[0])
    for name in sorted(files):
        if os.path.splitext(name)[0].lower() == "run" or name.lower() in PRIMARY:
            return os.path.join(folder, name)
    raise HostError("Unable to determine the primary function script.")
