"""What `azure.functions` and `azure.durable_functions` hold, as the running Python sees them.

Run as `python -m tests.facts.probe_azure_functions` where both are installed; prints JSON.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import json
import pkgutil
import sys
from types import ModuleType
from typing import Any

from tests.facts.canonical import bases, canonical, reads

ROOTS = ("azure.functions", "azure.durable_functions")
DUNDERS = ("__name__", "__file__", "__version__", "__all__", "__path__", "__doc__")


def modules(root: str) -> dict[str, list[str]]:
    """Every importable module with its names, each read before its own submodules are imported."""
    try:
        module = importlib.import_module(root)
    except ImportError:
        return {}
    found = {root: dir(module)}
    for child in pkgutil.iter_modules(getattr(module, "__path__", [])):
        found.update(modules(f"{root}.{child.name}"))
    return found


def described(module: str, name: str, value: Any) -> str:
    """`name`, or `name=where` for what is defined elsewhere."""
    if inspect.isclass(value):
        where = canonical(value)
    elif isinstance(value, ModuleType):
        where = value.__name__
    else:
        return name
    return name if where == f"{module}.{name}" else f"{name}={where}"


def kind_of(value: Any) -> str:
    if inspect.isclass(value):
        return "classes"
    if isinstance(value, ModuleType):
        return "modules"
    return "functions" if inspect.isroutine(value) else "others"


def names(module: str, attributes: list[str]) -> dict[str, str]:
    """The attributes of a module by kind, dunders only as far as people use them."""
    kinds: dict[str, list[str]] = {}
    for name in attributes:
        if name.startswith("__") and name not in DUNDERS:
            continue
        value = getattr(importlib.import_module(module), name)
        kinds.setdefault(kind_of(value), []).append(described(module, name, value))
    return {kind: " ".join(sorted(found)) for kind, found in sorted(kinds.items())}


def missing(module: str) -> list[str]:
    """Names of `__all__` that the module does not have."""
    loaded = importlib.import_module(module)
    return [name for name in getattr(loaded, "__all__", ()) if not hasattr(loaded, name)]


def classes(module: str, attributes: list[str]) -> dict[str, type]:
    """The classes of azure.* that can be reached in a module, by canonical name."""
    values = (getattr(importlib.import_module(module), name) for name in attributes)
    found = [value for value in values if inspect.isclass(value)]
    family = {base for value in found for base in value.__mro__}
    return {canonical(cls): cls for cls in family if cls.__module__.startswith(ROOTS)}


def probe() -> dict[str, Any]:
    attributes = {name: found for root in ROOTS for name, found in modules(root).items()}
    every: dict[str, type] = {}
    for module, found in attributes.items():
        every.update(classes(module, found))
    return {
        "azure-functions": importlib.metadata.version("azure-functions"),
        "azure-functions-durable": importlib.metadata.version("azure-functions-durable"),
        "modules": {module: names(module, found) for module, found in sorted(attributes.items())},
        "classes": {name: " ".join(bases(cls)) for name, cls in sorted(every.items())},
        "missing": {module: " ".join(found) for module in attributes if (found := missing(module))},
        "reads": " ".join(sorted(name for name, cls in every.items() if reads(cls))),
    }


if __name__ == "__main__":
    json.dump(probe(), sys.stdout)
