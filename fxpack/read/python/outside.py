"""What is known of modules outside the app, on one target Python.

They are azure.functions, azure.durable_functions and the standard library. All of it is data made by
introspection; nothing is imported here.
"""

from __future__ import annotations

import builtins
from functools import lru_cache
from typing import Any

from fxpack import facts
from fxpack.nouns import NamedTuple

_REGISTER = "azure.functions.DecoratorApi"
_APP = "azure.functions.FunctionRegister"


class ClassFacts(NamedTuple):
    """A class from outside: its canonical name, the names of it and all bases, and `read`."""

    name: str
    bases: frozenset[str]
    reads: bool = False


class Outside:
    """The modules outside the app, as a target Python has them."""

    def __init__(self, python: tuple[int, int]) -> None:
        self.python = python
        self._modules: dict[str, dict[str, str]] = {}

    def is_module(self, dotted: str) -> bool:
        """Whether such a module is certainly there, brought by Python or the worker."""
        if dotted.startswith("azure."):
            return dotted in _azure(self.python)["modules"]
        return facts.stdlib_has_module(dotted, self.python)

    def has(self, module: str, name: str) -> bool | None:
        """Whether a module has a name; None where the module is not known well enough."""
        if module.startswith("azure."):
            known = self._azure_names(module)
            if known is None or name.startswith("__"):
                return None
            return name in known or f"{module}.{name}" in _azure(self.python)["modules"]
        if module == "typing":
            return self._typing_has(name)
        return facts.stdlib_has_name(module, name, self.python)

    def _typing_has(self, name: str) -> bool | None:
        versions: dict[str, str] = facts.table("typing")["names"]["typing"].get(name, {})
        found = ""
        for version, pattern in versions.items():
            if tuple(map(int, version.split("."))) <= self.python:
                found = pattern
        return True if found else None if name.startswith("_") or self.python > (3, 13) else False

    def missing_exports(self, module: str) -> str:
        """The first name of `__all__` that the module lacks: then a star import raises."""
        missing = _azure(self.python)["missing"].get(module, "") if module[:6] == "azure." else ""
        return missing.split(" ")[0] if missing else ""

    def find_class(self, qualified: str) -> ClassFacts | None:
        """A class by any name it is reachable under."""
        module, _, name = qualified.rpartition(".")
        if not module:
            return _builtin_class(name)
        if module.startswith("azure."):
            kind = (self._azure_names(module) or {}).get(name, "")
            if not kind.startswith("class "):
                return None
            canonical = kind.removeprefix("class ")
            return self._azure_class(canonical) or self.find_class(canonical)
        found = facts.stdlib_class(qualified, self.python)
        if found is None:
            return None
        canonical, bases, reads = found
        return ClassFacts(canonical, frozenset((canonical, *bases)), reads)

    def is_enum(self, qualified: str) -> bool:
        """Whether a class from outside has members as its attributes."""
        found = self.find_class(qualified) if "." in qualified else None
        return found is not None and "enum.Enum" in found.bases and found.name[:5] != "enum."

    def is_register(self, qualified: str) -> bool:
        """Whether a class is one whose instances take functions."""
        if not qualified.startswith("azure."):
            return False
        found = self.find_class(qualified)
        return found is not None and _REGISTER in found.bases

    def is_app(self, qualified: str) -> bool:
        """Whether the worker takes an instance of such a class for the app."""
        found = self.find_class(qualified)
        return found is not None and _APP in found.bases

    def _azure_class(self, canonical: str) -> ClassFacts | None:
        sdk = _azure(self.python)
        if not canonical.startswith("azure."):
            return None
        bases = sdk["classes"].get(canonical, "").split()
        return ClassFacts(canonical, frozenset((canonical, *bases)), canonical in sdk["reads"])

    def _azure_names(self, module: str) -> dict[str, str] | None:
        """Name → "class <canonical>" or another kind, for one module; None if not known."""
        if module not in self._modules:
            kinds = _azure(self.python)["modules"].get(module)
            if kinds is None:
                return None
            names = {}
            for kind, text in kinds.items():
                for item in text.split():
                    name, _, where = item.partition("=")
                    full = where or f"{module}.{name}"
                    names[name] = f"class {full}" if kind == "classes" else kind
            self._modules[module] = names
        return self._modules[module]


@lru_cache
def _azure(python: tuple[int, int]) -> dict[str, Any]:
    data = facts.table("azure_functions")
    version = data["python"].get(f"{python[0]}.{python[1]}") or list(data["python"].values())[-1]
    sdk: dict[str, Any] = data["sdk"][version]
    reads = sdk.get("reads", "")
    missing = sdk.get("missing", {})
    return {
        "modules": sdk["modules"],
        "classes": {
            name: bases if isinstance(bases, str) else " ".join(bases)
            for name, bases in sdk["classes"].items()
        },
        "reads": frozenset(reads.split() if isinstance(reads, str) else reads),
        "missing": missing if isinstance(missing, dict) else {},
    }


def _builtin_class(name: str) -> ClassFacts | None:
    value = getattr(builtins, name, None)
    if not isinstance(value, type):
        return None
    bases = frozenset(base.__name__ for base in value.__mro__)
    return ClassFacts(value.__name__, bases, callable(getattr(value, "read", None)))
