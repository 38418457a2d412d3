"""Where imported names lead: modules of the app, and what is known of those outside."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from fxpack.read.python.modules import Importer, Module, Modules, Reference
from fxpack.read.python.outside import Outside
from fxpack.read.python.values import AppModule, External, Unbound, Unknown, Value

# Their members are told apart by name, not by class: `typing.List` is none.
_TYPING = frozenset({"typing", "typing_extensions", "collections.abc"})
_NEW_BUILTINS = {"BaseExceptionGroup": 11, "ExceptionGroup": 11, "PythonFinalizationError": 13}


class Links:
    """Follows dotted names, without looking into what a module does."""

    def __init__(self, modules: Modules, importer: Importer) -> None:
        self.python = modules.python
        self.importer = importer
        self.outside = Outside(modules.python)

    def reference(self, dotted: str, level: int, module: Module) -> Reference:
        """Where `dotted`, as imported in `module`, leads."""
        names = tuple(dotted.split(".")) if dotted else ()
        if level:
            return self.importer.relative(module.package, level, names)
        return self.importer.absolute(names, "/".join(module.package))

    def is_unclear(self, dotted: str, level: int, module: Module) -> bool:
        """Whether an import may run a module of the app, or another one."""
        return (
            bool(self.importer.folders) and self.reference(dotted, level, module).kind == "unclear"
        )

    def steps(self, level: int, dotted: str, module: Module) -> Iterator[Reference]:
        """The packages and the module, all of them files of the app, that an import executes."""
        names = dotted.split(".") if dotted else []
        for depth in range(0 if level else 1, len(names) + 1):
            some = tuple(names[:depth])
            if level:
                step = self.importer.relative(module.package, level, some)
            else:
                step = self.importer.absolute(some, "")
            if step.kind == "app":
                yield step

    def module_value(self, reference: Reference) -> Value:
        if reference.kind in {"app", "namespace"}:
            return AppModule(reference)
        if reference.kind in {"stdlib", "external"}:
            return External(reference.name, "module")
        return Unknown(reference.kind)

    def module_below(self, reference: Reference, name: str) -> Reference | None:
        if reference.kind == "app" and not reference.path.endswith("__init__.py"):
            return None
        folder = reference.path
        if reference.kind == "app":
            folder = reference.path.rpartition("/")[0]
        return self.importer.layout.find(folder, name)

    def external(self, module: str, name: str) -> Value:
        """A member of a module outside the app."""
        qualified = f"{module}.{name}"
        if module not in _TYPING:
            cls = self.outside.find_class(qualified)
            if cls is not None:
                return External(cls.name, "class")
        if self.outside.is_module(qualified):
            return External(qualified, "module")
        if self.outside.has(module, name) is False:
            return Unbound(name, owner=module)
        return External(qualified)


def builtin(name: str, python: tuple[int, int]) -> External | None:
    value = getattr(builtins, name, None)
    if value is None and name not in {"None", "exit", "quit", "copyright", "credits", "license"}:
        return External(name) if python[1] >= _NEW_BUILTINS.get(name, 99) else None
    if python[1] < _NEW_BUILTINS.get(name, 0):
        return None
    return External(name, "class" if isinstance(value, type) else "builtin")
