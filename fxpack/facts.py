"""Facts about the world: the JSON files of fxpack/data, each read once and only when asked for."""

from __future__ import annotations

import json
from functools import cache
from types import ModuleType
from typing import Any

_FOLDER = __file__.rpartition("facts.py")[0] + "data/"


@cache
def table(name: str) -> Any:
    """The content of one data file, such as `table("converters")`."""
    # not importlib.resources, which takes longer to import than most runs of fxpack take
    with open(f"{_FOLDER}{name}.json", "rb") as file:
        return json.loads(file.read())


def by_python(facts: Any, python: tuple[int, int]) -> Any:
    """The part of a table with `python` and `sdk` that holds for a target."""
    versions = facts["python"]
    version = versions.get(f"{python[0]}.{python[1]}")
    if version is None:
        # keys are in order: an unknown Python is newer than all of them, or older
        version = list(versions.values())[-1 if python > (3, 10) else 0]
    return facts["sdk"][version]


def stdlib_has_module(dotted: str, python: tuple[int, int]) -> bool:
    """Whether the standard library of a Python has a module, on Linux."""
    facts = table("stdlib")
    if dotted not in facts["modules"]:
        # what is newer than the data is taken at its word
        return _is_newer(python) and dotted in _words(facts["later"])
    having = facts["without"].get(dotted)
    return having is None or _version(python) in having.split()


def stdlib_has_name(module: str, name: str, python: tuple[int, int]) -> bool | None:
    """Whether a module of the standard library has a name; None where that is not known."""
    facts = table("stdlib")
    if not facts["modules"].get(module) or not stdlib_has_module(module, python):
        return None
    if name in _module_names(module, _version(python)) or name in _words(facts["everywhere"]):
        return True
    if stdlib_has_module(f"{module}.{name}", python):
        return True
    if _is_newer(python):
        return None
    if name in _module_names(module, ""):
        # the name of another Python
        return False
    open_ended = module in _words(facts["dynamic"]) or name in facts["patches"].get(module, "")
    if hasattr(ModuleType, name):
        return True
    # private names change with patch releases, and constants with the C library
    private = name.startswith("_") and not name.startswith("__")
    return None if open_ended or private or name.isupper() else False


def stdlib_class(
    qualified: str, python: tuple[int, int]
) -> tuple[str, tuple[str, ...], bool] | None:
    """A class of the standard library: canonical name, names of all bases, whether it reads."""
    facts = table("stdlib_classes")
    module, _, name = qualified.rpartition(".")
    canonical = _at(facts["ways"].get(qualified, qualified), python)
    bases = facts["bases"].get(canonical)
    if bases is None or (module and stdlib_has_name(module, name, python) is False):
        return None
    names = _at(bases, python)
    if names == "!":
        return None
    return canonical, tuple(names.split()), canonical in _classes("reads", python)


def stdlib_is_value(qualified: str, python: tuple[int, int]) -> bool:
    """Whether a name of the standard library is certainly there and not a class: a function, say."""
    module, _, name = qualified.rpartition(".")
    facts = table("stdlib_classes")
    return (
        stdlib_has_name(module, name, python) is True
        and module not in _words(table("stdlib")["dynamic"])
        and not any(part.startswith("_") for part in module.split("."))
        and qualified not in facts["ways"]
        and (name if module == "builtins" else qualified) not in facts["bases"]
        and module != "typing"
    )


def stdlib_subscripts(canonical: str, python: tuple[int, int]) -> bool:
    """Whether a class of the standard library has `__class_getitem__`, as `queue.Queue[int]`."""
    return canonical in _classes("subscripts", python)


def _version(python: tuple[int, int]) -> str:
    """The nearest Python that the data on the standard library is about."""
    known = table("stdlib")["versions"].split()
    version = f"{python[0]}.{python[1]}"
    if version in known:
        return version
    last: str = known[-1 if _is_newer(python) else 0]
    return last


def _is_newer(python: tuple[int, int]) -> bool:
    return python > tuple(map(int, table("stdlib")["versions"].rpartition(" ")[2].split(".")))


@cache
def _module_names(module: str, version: str) -> frozenset[str]:
    return _of_version(table("stdlib")["modules"][module], version)


@cache
def _classes(part: str, python: tuple[int, int]) -> frozenset[str]:
    return _of_version(table("stdlib_classes")[part], _version(python))


def _of_version(names: Any, version: str) -> frozenset[str]:
    """A set of names, written as a text or as texts by version; of all versions for ""."""
    if isinstance(names, str):
        return frozenset(names.split())
    texts = [text for having, text in names.items() if not having or version in having]
    return frozenset(" ".join(texts).split())


def _at(value: Any, python: tuple[int, int]) -> str:
    """A text, or the last of {first Python: text} that holds for a target."""
    if isinstance(value, str):
        return value
    found: str | None = None
    for version, text in value.items():
        if found is None or tuple(map(int, version.split("."))) <= python:
            found = text
    return found or ""


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def worker_names(python: tuple[int, int]) -> frozenset[str]:
    """The top-level names that the worker itself brings into an app's process."""
    found: list[tuple[str, str]] = list(table("distributions")["worker"].items())
    version = f"{python[0]}.{python[1]}"
    having = [names for versions, names in found if version in versions.split()]
    return _words(having[0] if having else found[-1][1])
