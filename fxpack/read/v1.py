"""The functions of a v1 app: folders directly below the root that hold a function.json.

Members inside a binding are found as `JObject.ToObject` finds them: without regard to letter case,
of several spellings the last. Look-ups at the top level mind letter case. Numbers and truth values
where text is wanted become text; lists and objects there are refused.

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs and BindingMetadata.cs;
Newtonsoft.Json 13.0, StringEnumConverter.cs and EnumUtils.cs.
"""

from __future__ import annotations

from re import compile as regex
from typing import TYPE_CHECKING, Any

from fxpack.model import Binding, Config, Function, JsonPointer, Location, Problem
from fxpack.read.jsonpos import read
from fxpack.read.script import resolve_script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Direction, Files

NAME = "function.json"
SYNTAX = "function-json-syntax"
DIRECTIONS: tuple[Direction, ...] = ("in", "out", "inout")
DATA_TYPES = ("undefined", "string", "binary", "stream")
CARDINALITIES = ("many", "one")
_WHOLE_NUMBER = regex(r"\s*[-+]?[0-9]{1,10}\s*")


def read_functions(files: Files, published: frozenset[str] | None = None) -> tuple[Function, ...]:
    """All functions by name; `published` are the files that the host will see, None for all."""
    folders = [path[: -len(NAME) - 1] for path in files if path.endswith("/" + NAME)]
    return tuple(
        _function(files, folder, published)
        for folder in sorted(folders)
        if "/" not in folder and folder != ".."
    )


def read_config(files: Files, path: str) -> Config:
    """One function.json; where the file itself cannot be read, that is its problem."""
    try:
        data = files[path]
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror or error}"
        problem = Problem(SYNTAX, Location(path=path), {"reason": reason})
        return Config(path=path, value=None, problems=(problem,))
    return read(path, data, SYNTAX)


def text_of(value: Any) -> str | None:
    """What .NET makes of a JSON value where it wants text; None for null, lists and objects."""
    if value is None or isinstance(value, str):
        return value
    return None if isinstance(value, dict | list) else str(value)


def enum_index(value: Any, names: tuple[str, ...]) -> int | None:
    """The number that Json.NET makes of an enumeration's value; None where it refuses it.

    A name in any letter case, several of them with commas, or a number, even one without a name.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if -(1 << 31) <= value < 1 << 31 else None
    if not isinstance(value, str):
        return None
    if _WHOLE_NUMBER.fullmatch(value):
        return enum_index(int(value), names)
    parts = [part.strip().lower() for part in value.split(",")]
    if not all(part in names for part in parts):
        return None
    index = 0
    for part in parts:
        index |= names.index(part)
    return index


def _function(files: Files, folder: str, published: frozenset[str] | None) -> Function:
    config = read_config(files, f"{folder}/{NAME}")
    if config.value is None:
        return Function(name=folder, config=config, bindings=(), script=None, entry_point="main")
    entries = config.members.get("bindings")
    entries = entries if isinstance(entries, list) else []
    script, script_problems = resolve_script(
        files, folder, config.members.get("scriptFile"), published
    )
    return Function(
        name=folder,
        config=config,
        bindings=tuple(
            _binding(entry, config.path, index)
            for index, entry in enumerate(entries)
            if isinstance(entry, dict)
        ),
        script=script,
        entry_point=_entry_point(config.members.get("entryPoint")),
        problems=(*_binding_problems(entries, config.path), *script_problems),
    )


def _entry_point(value: Any) -> str:
    """The name of the function to call; a list or an object, which the host refuses, names none."""
    return str(value) if isinstance(value, dict | list) else text_of(value) or "main"


def _binding(entry: dict[str, Any], path: str, index: int) -> Binding:
    members = {name.lower(): value for name, value in entry.items()}
    return Binding(
        name=text_of(members.get("name")),
        type=text_of(members.get("type")),
        direction=_direction(members),
        data_type=_data_type(members.get("datatype")),
        properties=entry,
        path=path,
        keys=("bindings", index),
    )


def _direction(members: dict[str, Any]) -> Direction | None:
    index = enum_index(members.get("direction", 0), DIRECTIONS)
    return DIRECTIONS[index] if index is not None and 0 <= index < len(DIRECTIONS) else None


def _data_type(value: Any) -> str | None:
    index = enum_index(value, DATA_TYPES)
    if index is not None and 0 <= index < len(DATA_TYPES):
        return DATA_TYPES[index]
    return text_of(value)


def _binding_problems(entries: list[Any], path: str) -> Iterator[Problem]:
    """What the host refuses and a `Binding` does not tell."""
    for index, entry in enumerate(entries):
        keys = ("bindings", index)
        if not isinstance(entry, dict):
            yield Problem("binding-without-type", JsonPointer(path, keys), {"value": entry})
            continue
        for name, value in entry.items():
            kind = _refused(name.lower(), value)
            if kind:
                yield Problem(
                    kind, JsonPointer(path, (*keys, name)), {"name": name, "value": value}
                )


def _refused(name: str, value: Any) -> str:
    """The problem of a member's value, for members of which a `Binding` does not tell."""
    if value is None:
        return ""
    if name == "datatype" and value != "" and enum_index(value, DATA_TYPES) is None:
        return "bad-data-type"
    if name == "cardinality" and value != "" and enum_index(value, CARDINALITIES) is None:
        return "bad-binding-member"
    if name == "properties" and not isinstance(value, dict):
        return "bad-binding-member"
    if name == "connection" and isinstance(value, dict | list):
        return "bad-binding-member"
    return ""
