"""What becomes of a value on its way into the JSON that the worker gives the host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fxpack.decorators.nouns import UNKNOWN, EnumValue
from fxpack.decorators.table import choices


class NotJSONError(ValueError):
    """A value that json.dumps refuses; the message is the name of its type."""


def known(value: Any) -> bool:
    """Whether nothing about a value is unknown."""
    if isinstance(value, EnumValue):
        return True
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(known(each) for each in value)
    if isinstance(value, dict):
        return all(known(each) for pair in value.items() for each in pair)
    return value is not UNKNOWN


def absent(value: Any, python: tuple[int, int]) -> EnumValue | None:
    """The first member in a value that its enum does not have."""
    if isinstance(value, EnumValue):
        names = choices(value.enum, python)
        return value if names and value.member not in names else None
    if isinstance(value, (list, tuple)):
        return next((found for each in value if (found := absent(each, python))), None)
    return None


def as_json(value: Any, python: tuple[int, int]) -> Any:
    """A value as it comes out of the JSON, without what is None in lists and dicts.

    Raises NotJSONError where it cannot be written. Source: azure-functions 2.3.0,
    decorators/utils.py: clean_nones, which leaves tuples alone, and StringifyEnumJsonEncoder.
    """
    if value is UNKNOWN or value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, EnumValue):
        return choices(value.enum, python).get(value.member, UNKNOWN)
    if isinstance(value, list):
        return [as_json(each, python) for each in value if each is not None]
    if isinstance(value, tuple):
        return [_inside_tuple(each, python) for each in value]
    if isinstance(value, dict):
        kept = {key: each for key, each in value.items() if each is not None}
        return {_key(key): as_json(each, python) for key, each in kept.items()}
    raise NotJSONError(type(value).__name__)


def _inside_tuple(value: Any, python: tuple[int, int]) -> Any:
    """Inside of a tuple None stays."""
    if isinstance(value, list):
        return [_inside_tuple(each, python) for each in value]
    if isinstance(value, dict):
        return {_key(key): _inside_tuple(each, python) for key, each in value.items()}
    return as_json(value, python)


def _key(key: Any) -> Any:
    if isinstance(key, str) or key is UNKNOWN:
        return key
    if isinstance(key, bool) or key is None:
        return {True: "true", False: "false", None: "null"}[key]
    if isinstance(key, (int, float)):
        return repr(key)
    raise NotJSONError(f"{type(key).__name__} as a key")


def looked_up(text: str, enum: str, python: tuple[int, int]) -> str | None:
    """The name of an enum's member that a text stands for, None where there is none."""
    found: Mapping[str, str] = choices(enum, python)
    return found.get(text.upper())
