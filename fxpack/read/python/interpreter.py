"""What an expression stands for, followed through assignments, imports, calls and decorators.

An abstract interpreter with one rule: where it cannot be sure it says `Unknown`. A name with
several makers has several values; whoever asks must find them all wrong before saying so.
"""

from __future__ import annotations

import ast
import weakref
from typing import Literal

from fxpack.read.python.calls import Calls
from fxpack.read.python.classes import Classes
from fxpack.read.python.links import Links, builtin
from fxpack.read.python.makers import Maker
from fxpack.read.python.modules import Importer, Module, Modules, Reference
from fxpack.read.python.values import (
    UNKNOWN,
    AppModule,
    ClassValue,
    Constant,
    Display,
    Env,
    External,
    ExternalCall,
    FunctionValue,
    Instance,
    Unbound,
    Unevaluated,
    Unknown,
    Value,
    Values,
    limited,
)

_DEPTH = 40
_STEPS = 10_000
"""For one question; what takes more is a recursion of the app's functions, or made to take long."""
_SPECIAL_NAMES = frozenset(
    {
        "__annotations__", "__builtins__", "__cached__", "__debug__", "__dict__", "__doc__",
        "__file__", "__loader__", "__name__", "__package__", "__path__", "__spec__",
    }
)  # fmt: skip


class Interpreter:
    """Evaluates expressions of an app's modules."""

    def __init__(self, modules: Modules, importer: Importer) -> None:
        self.modules = modules
        self.python = modules.python
        self.links = Links(modules, importer)
        # Proxies, so that an app's trees are freed with it, without waiting for the collector.
        self.classes = Classes(weakref.proxy(self))
        self.calls = Calls(weakref.proxy(self))
        self._depth = 0
        self._steps = 0

    # -- names -----------------------------------------------------------------------------------

    def name(self, name: str, env: Env) -> Values:
        """What a name stands for where `env` says."""
        here: Env | None = env
        while here is not None:
            if here.scope is not None and name in here.scope.history:
                return self._local(name, here)
            if name in here.given:
                return here.given[name]
            if here.outer is None:
                break
            here = here.outer
        assert here is not None
        return self.global_name(name, here.module, here.before)

    def _local(self, name: str, env: Env) -> Values:
        """A name that a function binds somewhere: never one from outside of it."""
        assert env.scope is not None
        values: list[Value] = []
        for value in self._made(env.scope.makers(name, env.before), name, env):
            values += env.given.get(name, UNKNOWN) if isinstance(value, Unbound) else (value,)
        return limited(values)

    def global_name(self, name: str, module: Module, before: int | None = None) -> Values:
        """A name of a module, or a builtin."""
        found = self.member(name, module, before)
        if found is not None and not (len(found) == 1 and isinstance(found[0], Unbound)):
            return found
        if name in _SPECIAL_NAMES:
            return UNKNOWN
        known = builtin(name, self.python)
        if known is not None:
            return (known,)
        # Importing a module below a package binds its name in the package.
        package = Reference("app", module.path, module.path)
        below = self.links.module_below(package, name) if module.package else None
        if below is not None:
            return (self.links.module_value(below),)
        return found if found is not None else (Unbound(name),)

    def member(self, name: str, module: Module, before: int | None = None) -> Values | None:
        """What a module binds a name to; None where it certainly has no such name."""
        if self._is_too_much():
            return UNKNOWN
        self._depth += 1
        try:
            return self._member(name, module, before)
        finally:
            self._depth -= 1

    def _is_too_much(self) -> bool:
        """Whether a question has gone too deep, or taken too many steps."""
        self._steps = self._steps + 1 if self._depth else 0
        return self._depth > _DEPTH or self._steps > _STEPS

    def _member(self, name: str, module: Module, before: int | None) -> Values | None:
        scope = module.scope
        makers = scope.makers(name, before)
        bound = [maker for maker in makers if maker.kind not in {"unbound", "typing-only"}]
        last = max((maker.order for maker in bound), default=-1)
        starred: list[Value] = []
        seen: set[tuple[str, int]] = set()
        for star in reversed(scope.stars):
            if star.order <= last or (before is not None and star.order >= before):
                continue
            if (star.module, star.level) in seen:
                continue
            seen.add((star.module, star.level))
            self._steps += 1
            if self._steps > _STEPS:
                return UNKNOWN
            found = self._from_star(name, star.module, star.level, module)
            if found is not None:
                starred.extend(found)
                if not any(isinstance(value, Unknown) for value in found):
                    return tuple(starred)
        if name in scope.set_by_functions:
            return UNKNOWN
        if bound or starred:
            return limited((*starred, *self._made(makers, name, Env(module, before))))
        if scope.dynamic or scope.makers("__getattr__")[0].kind != "unbound":
            return UNKNOWN
        if any(maker.kind == "typing-only" for maker in makers):
            return (Unbound(name, typing_only=True),)
        return None

    def _from_star(self, name: str, dotted: str, level: int, module: Module) -> Values | None:
        """What `from dotted import *` binds a name to, None where it does not."""
        reference = self.links.reference(dotted, level, module)
        if reference.kind in {"stdlib", "external"}:
            known = self.links.outside.has(reference.name, name)
            if known is None:
                # A Python newer than the data: what `typing` got since is nobody's variable.
                return None if reference.name == "typing" else UNKNOWN
            if not known or name.startswith("_"):
                return None
            value = self.links.external(reference.name, name)
            if self.links.outside.is_module(name):
                # What a library imports for itself is not in its `__all__`; `time.time` is.
                own = value == External(f"{reference.name}.{name}")
                is_open = own and reference.kind == "stdlib" and reference.name != "typing"
                return UNKNOWN if is_open else None
            return (value,)
        if reference.kind != "app":
            return None if reference.kind == "namespace" else UNKNOWN
        target = self.modules.module(reference.path)
        if target is None or target is module:
            return UNKNOWN if target is None else None
        exports = self.exports(target)
        if exports is None:
            return UNKNOWN
        if name.startswith("_") if exports == "public" else name not in exports:
            return None
        found = self.member(name, target)
        below = self.links.module_below(reference, name) if found is None else None
        return (self.links.module_value(below),) if below is not None else found

    def exports(self, module: Module) -> frozenset[str] | Literal["public"] | None:
        """`__all__` of a module: its names, "public" where there is none, None if we can't tell."""
        if module.scope.makers("__all__")[0].kind == "unbound":
            return "public"
        found = self.listed(module)
        return frozenset(str(item.value) for item in found) or None

    @staticmethod
    def listed(module: Module) -> tuple[ast.Constant, ...]:
        """The names of `__all__`, where they are one list of plain names."""
        makers = module.scope.makers("__all__")
        expr = makers[0].expr
        if len(makers) != 1 or not isinstance(expr, (ast.List, ast.Tuple)):
            return ()
        names = [item for item in expr.elts if isinstance(item, ast.Constant)]
        plain = len(names) == len(expr.elts) and b"__all__." not in module.data
        return tuple(names) if plain else ()

    # -- makers ----------------------------------------------------------------------------------

    def _made(self, makers: tuple[Maker, ...], name: str, env: Env) -> Values:
        values: list[Value] = []
        for maker in makers:
            if maker.kind == "unbound":
                values.append(Unbound(name))
            elif maker.kind == "typing-only":
                values.append(Unbound(name, typing_only=True))
            else:
                values.extend(self._one_made(maker, env))
        return limited(values)

    def _one_made(self, maker: Maker, env: Env) -> Values:
        there = Env(env.module, maker.order, env.scope, env.given, env.outer)
        node = maker.node
        if maker.kind == "def" and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self.calls.decorated(FunctionValue(node, there), node.decorator_list, there)
        if maker.kind == "class" and isinstance(node, ast.ClassDef):
            if node.decorator_list and not self.calls.harmless(node.decorator_list, there):
                return UNKNOWN
            return (ClassValue(node, there),)
        if maker.kind == "assign" and maker.expr is not None:
            return self.expr(maker.expr, there)
        if maker.kind == "import":
            return (self.links.module_value(self.links.reference(maker.module, 0, env.module)),)
        if maker.kind == "from":
            return self.imported(maker, env.module)
        return UNKNOWN

    def imported(self, maker: Maker, module: Module) -> Values:
        """What an import of a name from somewhere binds in `module`."""
        reference = self.links.reference(maker.module, maker.level, module)
        if reference.kind in {"stdlib", "external"}:
            return (self.links.external(reference.name, maker.name),)
        if reference.kind not in {"app", "namespace"}:
            return UNKNOWN
        # A package that imports from itself has the name by now, or a module of that name below.
        before = maker.order if reference.path == module.path else None
        return self.attribute_of_module(reference, maker.name, before)

    def attribute_of_module(
        self, reference: Reference, name: str, before: int | None = None
    ) -> Values:
        """A name of a module of the app, or a module below it."""
        if reference.kind == "app":
            target = self.modules.module(reference.path)
            if target is None:
                return UNKNOWN
            found = self.member(name, target, before)
            if found is not None and not all(isinstance(value, Unbound) for value in found):
                return found
        if name in _SPECIAL_NAMES:
            return UNKNOWN
        below = self.links.module_below(reference, name)
        if below is not None:
            return (self.links.module_value(below),)
        return (Unbound(name, owner=reference.path),)

    # -- expressions -----------------------------------------------------------------------------

    def expr(self, node: ast.expr, env: Env) -> Values:
        """All values an expression may have."""
        if self._is_too_much():
            return UNKNOWN
        self._depth += 1
        try:
            return self._expr(node, env)
        finally:
            self._depth -= 1

    def _expr(self, node: ast.expr, env: Env) -> Values:
        if isinstance(node, ast.Name):
            return self.name(node.id, env)
        if isinstance(node, ast.Attribute):
            values: list[Value] = []
            for value in self.expr(node.value, env):
                values.extend(self.attribute(value, node.attr))
            return limited(values)
        if isinstance(node, ast.Constant):
            return (Constant(node.value),)
        if isinstance(node, (ast.Dict, ast.List, ast.Set, ast.Tuple, ast.JoinedStr)):
            return (Display(node, env),)
        if isinstance(node, ast.Lambda):
            return (FunctionValue(node, env),)
        if isinstance(node, ast.IfExp):
            return limited((*self.expr(node.body, env), *self.expr(node.orelse, env)))
        if isinstance(node, ast.Call):
            return self.calls.call(node, env)
        if isinstance(node, ast.NamedExpr):
            return self.expr(node.value, env)
        if isinstance(node, (ast.Subscript, ast.BinOp)):
            return (Unevaluated(node, env),)
        return UNKNOWN

    def attribute(self, value: Value, name: str) -> Values:
        """`value.name`."""
        if isinstance(value, External):
            if value.form == "module":
                return (self.links.external(value.name, name),)
            return (External(f"{value.name}.{name}"),)
        if isinstance(value, AppModule):
            return self.attribute_of_module(value.reference, name)
        if isinstance(value, ExternalCall):
            return self.calls.attribute(value, name)
        if isinstance(value, (ClassValue, Instance)):
            return self.classes.attribute(value, name)
        if isinstance(value, Unbound):
            return (value,)
        return UNKNOWN
