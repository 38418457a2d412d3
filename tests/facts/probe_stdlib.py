"""The modules of the standard library, their names and their classes, under the running Python.

Run as `python -m tests.facts.probe_stdlib`; prints JSON. Every module is imported, so that a name
is what the running worker could find, however much of a package it has imported by then.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.machinery
import io
import json
import os
import pkgutil
import sys
import types
import warnings
from collections.abc import Iterator
from typing import Any

from tests.facts.canonical import reads

# importing these prints, opens a browser, needs a display, or is of no use to anyone
LEFT_OUT = ("antigravity", "this", "__hello__", "__phello__", "idlelib", "test", "turtledemo",
            "lib2to3", "turtle", "_testcapi", "_testinternalcapi", "_testbuffer", "_xxtestfuzz",
            "__main__", "_test")  # fmt: skip
# found by name on every system, but only there where the system is Windows or macOS
ELSEWHERE = ("_msi", "_overlapped", "_scproxy", "_winapi", "_winreg", "_wmi", "msilib", "msvcrt",
             "nt", "winreg", "winsound", "_ios_support", "_android_support")  # fmt: skip


def modules() -> Iterator[str]:
    """The dotted names of all modules of the standard library on this system."""
    for top in sorted(sys.stdlib_module_names):
        if top.startswith(("_test", "_xx")) or top in ELSEWHERE:
            continue
        yield top
        if top in LEFT_OUT:
            continue
        spec = importlib.machinery.PathFinder.find_spec(top)
        for place in (spec.submodule_search_locations if spec else None) or ():
            yield from submodules(top, place)


def submodules(package: str, folder: str) -> Iterator[str]:
    for child in pkgutil.iter_modules([folder]):
        if child.name in {"test", "tests", "__main__", "idle_test"}:
            continue
        yield f"{package}.{child.name}"
        if child.ispkg:
            yield from submodules(f"{package}.{child.name}", os.path.join(folder, child.name))


def loaded(name: str) -> types.ModuleType | None:
    """The module, or None where it cannot be imported on this machine."""
    if name.partition(".")[0] in LEFT_OUT:
        return None
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except (ImportError, AttributeError, OSError, SystemExit):
            return None


def names(module: types.ModuleType) -> list[str]:
    return sorted({*dir(module), *getattr(module, "__all__", ())})


def is_private(dotted: str) -> bool:
    return any(part.startswith("_") for part in dotted.split("."))


def best(paths: list[str]) -> str:
    """The name to know a class by: public before private, short before long."""
    return min(paths, key=lambda path: (is_private(path), path.count("."), len(path), path))


def classes(found: dict[str, types.ModuleType]) -> tuple[dict[type, str], dict[str, str]]:
    """The canonical name of each class, and the canonical name behind every other way to it."""
    paths: dict[type, list[str]] = {}
    for dotted, module in found.items():
        for name, value in vars(module).items():
            if isinstance(value, type) and not name.startswith("__"):
                paths.setdefault(value, []).append(f"{dotted}.{name}")
    canonical = {cls: own_name(cls, ways) for cls, ways in paths.items()}
    others = {way: canonical[cls] for cls, ways in paths.items() for way in ways}
    return canonical, {way: name for way, name in others.items() if way != name}


def own_name(cls: type, ways: list[str]) -> str:
    """What the class calls itself where that is public and true, else the best way to it."""
    if cls.__module__ == "builtins" and f"builtins.{cls.__name__}" in ways:
        return cls.__name__
    said = f"{cls.__module__}.{cls.__qualname__}"
    return said if said in ways and not is_private(said) else best(ways)


def probe() -> dict[str, Any]:
    every = list(modules())
    found = {name: module for name in every if (module := loaded(name)) is not None}
    # os.path and its like: no file of their own, put into sys.modules by another module
    more = {
        name: module
        for name, module in sys.modules.items()
        if "." in name
        and name not in found
        and name.partition(".")[0] in found
        and isinstance(module, types.ModuleType)
    }
    every += sorted(more)
    found.update(more)
    canonical, ways = classes(found)
    bases = {
        name: " ".join(
            canonical.get(base, f"{base.__module__}.{base.__qualname__}")
            for base in cls.__mro__[1:]
            if base is not object
        )
        for cls, name in canonical.items()
    }
    return {
        "python": sys.version.split()[0],
        "modules": every,
        "names": {name: " ".join(names(module)) for name, module in found.items()},
        "dynamic": [name for name, module in found.items() if hasattr(module, "__getattr__")],
        "bases": bases,
        "ways": ways,
        "reads": [name for cls, name in canonical.items() if reads(cls)],
        "subscripts": [
            name for cls, name in canonical.items() if hasattr(cls, "__class_getitem__")
        ],
    }


if __name__ == "__main__":
    # what is imported here and prints at exit must not end in the answer
    sys.stdout.write(json.dumps(probe()))
    sys.stdout.flush()
    os._exit(0)
