"""Which Python types each binding type accepts, asked of the installed azure-functions.

Run as `python -m tests.facts.probe_converters` where azure-functions is installed; prints JSON.
The real checks answer for every class there is to name; the table keeps the least that explains
the answers: a class is listed when it is accepted and none of its bases is.
"""

from __future__ import annotations

import abc
import collections.abc
import importlib
import importlib.metadata
import json
import numbers
import os
import sys
import typing
from collections.abc import Callable, Iterable
from typing import Any

from tests.facts.canonical import canonical
from tests.facts.probe_azure_functions import modules

Check = Callable[[Any], bool]
LIST: Any = vars(typing)["List"]
DICT: Any = vars(typing)["Dict"]


class Reader:
    """Related to nothing, but it can be read."""

    def read(self) -> bytes:
        return b""


class Stranger:
    """Related to nothing."""


class GenericBinding:
    """The worker's converter of every type that azure-functions does not know.

    azure-functions-runtime-v1 1.2.0, bindings/generic.py.
    """

    @staticmethod
    def check_input_type_annotation(pytype: Any) -> bool:
        return issubclass(pytype, (str, bytes))

    @staticmethod
    def check_output_type_annotation(pytype: Any) -> bool:
        return issubclass(pytype, (str, bytes, bytearray))

    @staticmethod
    def has_implicit_output() -> bool:
        return True


def candidates() -> list[type]:
    """The classes of builtins, io and azure.functions."""
    found: list[type] = [Reader, Stranger]
    for name in ("builtins", "io", *modules("azure.functions")):
        module = importlib.import_module(name)
        classes = (value for value in vars(module).values() if isinstance(value, type))
        # not the abstract classes of collections, to which much belongs without being a subclass
        found += [cls for cls in classes if cls.__module__.startswith(("builtins", "_io", "azure"))]
    return sorted({canonical(cls): cls for cls in found}.values(), key=canonical)


def accepted(check: Check, annotation: Any) -> bool:
    try:
        return bool(check(annotation))
    except (TypeError, AttributeError):
        return False


def least(classes: Iterable[type]) -> list[type]:
    """The classes of which no base is among them."""
    found = set(classes)
    return [cls for cls in found if not found.intersection(cls.__mro__[1:])]


def most(classes: Iterable[type]) -> list[type]:
    """The classes that are not a base of another."""
    found = set(classes)
    return [cls for cls in found if not any(cls in other.__mro__[1:] for other in found)]


def names(classes: Iterable[type]) -> str:
    return " ".join(sorted(canonical(cls) for cls in classes))


def in_order(check: Check, classes: list[type]) -> list[str]:
    """The names, first the class that is asked first: an argument that raises stops the rest."""
    later = [canonical(cls) for cls in classes if not accepted(check, DICT[cls, LIST[int]])]
    first = {canonical(cls) for cls in classes}.difference(later)
    return sorted(first) + sorted(later)


def table(check: Check | None, every: list[type]) -> Any:
    """The rule behind one check: "never", "any", or what it accepts."""
    if check is None:
        return "never"
    if accepted(check, Stranger) and accepted(check, LIST[Stranger]):
        return "any"
    reads = accepted(check, Reader)
    classes = [cls for cls in every if accepted(check, cls)]
    if reads:
        classes = [cls for cls in classes if not callable(getattr(cls, "read", None))]
    found: dict[str, Any] = {"classes": names(least(classes))}
    lists = [cls for cls in every if accepted(check, LIST[cls])]
    if lists:
        found["lists"] = " ".join(in_order(check, most(lists)))
    return {**found, "reads": True} if reads else found


def above(name: str, every: list[type]) -> str:
    """The names of all classes that the class is a subclass of, also by an abstract class's word."""
    cls = next(candidate for candidate in every if canonical(candidate) == name)
    found = {canonical(base) for base in cls.__mro__}
    for module in (collections.abc, typing, numbers, os):
        for abstract in vars(module).values():
            if isinstance(abstract, abc.ABCMeta) and subclass(cls, abstract):
                found.add(canonical(abstract))
    found -= {"typing.Protocol", "typing.Generic"}
    return " ".join(sorted(found))


def subclass(cls: type, other: Any) -> bool:
    try:
        return issubclass(cls, other)
    except TypeError:
        return False


def origins() -> tuple[str, str]:
    """The classes behind the generics of typing: those that can be iterated, and the others."""
    public = [getattr(typing, name) for name in typing.__all__]
    found = [value for value in public if isinstance(value, type)]
    behind = (getattr(value, "__origin__", None) for value in public)
    found += [origin for origin in behind if isinstance(origin, type)]
    iterable = {cls for cls in found if subclass(cls, collections.abc.Iterable)}
    return names(iterable), names(set(found) - iterable)


def probe() -> dict[str, Any]:
    registry = importlib.import_module("azure.functions").get_binding_registry()
    every = candidates()
    found = {}
    # `trigger=True` in a class statement registers the converter under the key True as well
    named = {key: value for key, value in registry._bindings.items() if isinstance(key, str)}
    for name, converter in [("", GenericBinding), *sorted(named.items())]:
        found[name] = {
            "converter": converter.__name__,
            "in": table(getattr(converter, "check_input_type_annotation", None), every),
            "out": table(getattr(converter, "check_output_type_annotation", None), every),
            "implicit": bool(getattr(converter, "has_implicit_output", lambda: False)()),
        }
    tables = [found[name][way] for name in found for way in ("in", "out")]
    lists = {name for table in tables if "lists" in table for name in table["lists"].split()}
    iterable, other = origins()
    return {
        "azure-functions": importlib.metadata.version("azure-functions"),
        "types": found,
        "above": {name: above(name, every) for name in sorted(lists)},
        "iterable": iterable,
        "not iterable": other,
    }


if __name__ == "__main__":
    json.dump(probe(), sys.stdout)
