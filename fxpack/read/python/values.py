"""What an expression stands for, followed through assignments, imports, calls and decorators.

An abstract interpreter with one rule: where it cannot be sure it says `Unknown`. A name with several
makers has several values; whoever asks must find them all wrong before saying so.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fxpack.read.python.modules import Importer, Module, Modules, Reference
from fxpack.read.python.outside import Outside
from fxpack.read.python.scope import Maker, Scope

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_DEPTH = 40
_MOST = 6
_SPECIAL_NAMES = frozenset(
    [
        "__name__",
        "__file__",
        "__doc__",
        "__package__",
        "__spec__",
        "__loader__",
        "__path__",
        "__builtins__",
        "__debug__",
        "__annotations__",
        "__cached__",
        "__dict__",
    ]
)
# Their members are told apart by name, not by class: `typing.List` is none.
_TYPING = frozenset({"typing", "typing_extensions", "collections.abc"})
_NEW_BUILTINS = {"BaseExceptionGroup": 11, "ExceptionGroup": 11, "PythonFinalizationError": 13}


@dataclass(frozen=True, slots=True, eq=False)
class Env:
    """Where an expression stands: its module, and for closures the function's own names.

    `before` is the statement number up to which names are bound, None for the end of the module.
    """

    module: Module
    before: int | None = None
    scope: Scope | None = None
    given: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    outer: Env | None = None


class Value:
    """The base of all values."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Unknown(Value):
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unbound(Value):
    """Certainly no such name: evaluating it raises. `name` is dotted for an attribute.

    `owner` is what lacks the attribute; `typing_only` says it is bound for type checkers.
    """

    name: str
    owner: str = ""
    typing_only: bool = False


@dataclass(frozen=True, slots=True)
class Constant(Value):
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class FunctionValue(Value):
    """A function of the app. `wraps` is what `functools.wraps` made it look like."""

    node: Function
    env: Env
    wraps: Value | None = None
    hints: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class ClassValue(Value):
    node: ast.ClassDef
    env: Env


@dataclass(frozen=True, slots=True, eq=False)
class Instance(Value):
    """What calling a class gives."""

    cls: ClassValue


@dataclass(frozen=True, slots=True, eq=False)
class Method(Value):
    """A function without its first parameter."""

    function: FunctionValue


@dataclass(frozen=True, slots=True)
class External(Value):
    """Something from outside the app, by its qualified name; builtins without a prefix."""

    name: str
    form: Literal["module", "class", "builtin", "other"] = "other"


@dataclass(frozen=True, slots=True)
class ExternalCall(Value):
    """The result of calling something from outside."""

    function: str
    node: ast.Call
    env: Env = field(compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class AppModule(Value):
    """A module or a folder (without `__init__.py`) of the app."""

    reference: Reference


@dataclass(frozen=True, slots=True, eq=False)
class Handle(Value):
    """A callable that a library makes, with its known parameters."""

    parameters: tuple[str, ...]
    made_by: str
    annotations: Mapping[str, str] = field(default_factory=dict)


Values = tuple[Value, ...]
UNKNOWN: Values = (Unknown(),)


class Interpreter:
    """Evaluates expressions of an app's modules. Keeps no state but caches of the modules."""

    def __init__(self, modules: Modules, importer: Importer) -> None:
        self.modules = modules
        self.importer = importer
        self.python = modules.python
        self.outside = Outside(modules.python)
        self._depth = 0

    # -- names -----------------------------------------------------------------------------------

    def name(self, name: str, env: Env) -> Values:
        """What a name stands for where `env` says."""
        here: Env | None = env
        while here is not None:
            if here.scope is not None:
                makers = here.scope.makers(name)
                if any(maker.kind != "unbound" for maker in makers):
                    return self._made(makers, name, here)
            if name in here.given:
                return here.given[name]
            if here.outer is None:
                break
            here = here.outer
        assert here is not None
        return self.global_name(name, here.module, here.before)

    def global_name(self, name: str, module: Module, before: int | None = None) -> Values:
        """A name of a module, or a builtin."""
        found = self.member(name, module, before)
        if found is not None and not (len(found) == 1 and isinstance(found[0], Unbound)):
            return found
        if name in _SPECIAL_NAMES:
            return UNKNOWN
        builtin = _builtin(name, self.python)
        if builtin is not None:
            return (builtin,)
        return found if found is not None else (Unbound(name),)

    def member(self, name: str, module: Module, before: int | None = None) -> Values | None:
        """What a module binds a name to; None where it certainly has no such name."""
        if self._depth > _DEPTH:
            return UNKNOWN
        self._depth += 1
        try:
            return self._member(name, module, before)
        finally:
            self._depth -= 1

    def _member(self, name: str, module: Module, before: int | None) -> Values | None:
        scope = module.scope
        makers = scope.makers(name, before)
        bound = [maker for maker in makers if maker.kind not in {"unbound", "typing-only"}]
        last = max((maker.order for maker in bound), default=-1)
        starred: list[Value] = []
        for star in reversed(scope.stars):
            if star.order <= last or (before is not None and star.order >= before):
                continue
            found = self._from_star(name, star.module, star.level, module)
            if found is not None:
                starred.extend(found)
                if not any(isinstance(value, Unknown) for value in found):
                    return tuple(starred)
        if bound or starred:
            return (*starred, *self._made(makers, name, Env(module, before)))[:_MOST]
        if scope.dynamic or scope.makers("__getattr__")[0].kind != "unbound":
            return UNKNOWN
        if any(maker.kind == "typing-only" for maker in makers):
            return (Unbound(name, typing_only=True),)
        return None

    def _from_star(self, name: str, dotted: str, level: int, module: Module) -> Values | None:
        """What `from dotted import *` binds a name to, None where it does not."""
        reference = self.reference(dotted, level, module)
        if reference.kind in {"stdlib", "external"}:
            known = self.outside.has(reference.name, name)
            if known is None:
                return UNKNOWN
            if not known or name.startswith("_"):
                return None
            return (self.external(reference.name, name),)
        if reference.kind != "app":
            return None if reference.kind == "namespace" else UNKNOWN
        target = self.modules.module(reference.path)
        if target is None or target is module:
            return UNKNOWN if target is None else None
        exports = self.exports(target)
        if exports is None:
            return UNKNOWN
        if exports == "public":
            return None if name.startswith("_") else self.member(name, target)
        return self.member(name, target) if name in exports else None

    def exports(self, module: Module) -> frozenset[str] | Literal["public"] | None:
        """`__all__` of a module: its names, "public" where there is none, None if we can't tell."""
        makers = module.scope.makers("__all__")
        if len(makers) == 1 and makers[0].kind == "unbound":
            return "public"
        expr = makers[0].expr
        if len(makers) != 1 or not isinstance(expr, (ast.List, ast.Tuple)):
            return None
        names = [item.value for item in expr.elts if isinstance(item, ast.Constant)]
        if len(names) != len(expr.elts):
            return None
        return frozenset(name for name in names if isinstance(name, str))

    def reference(self, dotted: str, level: int, module: Module) -> Reference:
        """Where `dotted`, as imported in `module`, leads."""
        names = tuple(dotted.split(".")) if dotted else ()
        if level:
            return self.importer.relative(module.package, level, names)
        return self.importer.absolute(names, "/".join(module.package))

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
        return tuple(values[:_MOST])

    def _one_made(self, maker: Maker, env: Env) -> Values:
        there = Env(env.module, maker.order, env.scope, env.given, env.outer)
        node = maker.node
        if maker.kind == "def" and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._decorated(FunctionValue(node, there), node.decorator_list, there)
        if maker.kind == "class" and isinstance(node, ast.ClassDef):
            if node.decorator_list and not self._harmless(node.decorator_list, there):
                return UNKNOWN
            return (ClassValue(node, there),)
        if maker.kind == "assign" and maker.expr is not None:
            return self.expr(maker.expr, there)
        if maker.kind == "import":
            return (self._module_value(self.reference(maker.module, 0, env.module)),)
        if maker.kind == "from":
            return self.imported(maker.module, maker.level, maker.name, env.module)
        return UNKNOWN

    def _harmless(self, decorators: list[ast.expr], env: Env) -> bool:
        """Whether class decorators leave the class what it is."""
        for decorator in decorators:
            expr = decorator.func if isinstance(decorator, ast.Call) else decorator
            for value in self.expr(expr, env):
                if not isinstance(value, External) or value.name not in {
                    "dataclasses.dataclass",
                    "functools.total_ordering",
                    "enum.unique",
                    "typing.final",
                    "typing.runtime_checkable",
                }:
                    return False
        return True

    def _module_value(self, reference: Reference) -> Value:
        if reference.kind in {"app", "namespace"}:
            return AppModule(reference)
        if reference.kind in {"stdlib", "external"}:
            return External(reference.name, "module")
        return Unknown(reference.kind)

    def imported(self, dotted: str, level: int, name: str, module: Module) -> Values:
        """What `from dotted import name` binds in `module`."""
        reference = self.reference(dotted, level, module)
        if reference.kind in {"stdlib", "external"}:
            return (self.external(reference.name, name),)
        if reference.kind not in {"app", "namespace"}:
            return UNKNOWN
        return self.attribute_of_module(reference, name)

    def attribute_of_module(self, reference: Reference, name: str) -> Values:
        """A name of a module of the app, or a module below it."""
        if reference.kind == "app":
            target = self.modules.module(reference.path)
            if target is None:
                return UNKNOWN
            found = self.member(name, target)
            if found is not None and not any(isinstance(value, Unbound) for value in found):
                return found
        below = self.module_below(reference, name)
        if below is not None:
            return (self._module_value(below),)
        return (Unbound(name, owner=reference.path),)

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

    # -- expressions -----------------------------------------------------------------------------

    def expr(self, node: ast.expr, env: Env) -> Values:
        """All values an expression may have."""
        if self._depth > _DEPTH:
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
            return tuple(values[:_MOST])
        if isinstance(node, ast.Constant):
            return (Constant(node.value),)
        if isinstance(node, (ast.Dict, ast.List, ast.Set, ast.Tuple, ast.JoinedStr)):
            return (Constant(()),)
        if isinstance(node, ast.Lambda):
            return (FunctionValue(node, env),)
        if isinstance(node, ast.IfExp):
            return (*self.expr(node.body, env), *self.expr(node.orelse, env))[:_MOST]
        if isinstance(node, ast.Call):
            return self._call(node, env)
        if isinstance(node, ast.NamedExpr):
            return self.expr(node.value, env)
        return UNKNOWN

    def attribute(self, value: Value, name: str) -> Values:
        """`value.name`."""
        if isinstance(value, External):
            if value.form == "module":
                return (self.external(value.name, name),)
            return (External(f"{value.name}.{name}"),)
        if isinstance(value, AppModule):
            return self.attribute_of_module(value.reference, name)
        if isinstance(value, ExternalCall):
            return (self._middleware(value, name),)
        if isinstance(value, (ClassValue, Instance)):
            return self._class_attribute(value, name)
        if isinstance(value, Unbound):
            return (value,)
        return UNKNOWN

    def _middleware(self, value: ExternalCall, name: str) -> Value:
        if value.function not in {
            "azure.functions.AsgiMiddleware",
            "azure.functions.WsgiMiddleware",
        }:
            return Unknown()
        short = value.function.rpartition(".")[2]
        if name == "main":
            return Handle(("req", "context"), f"{short}.main")
        return Unknown()

    def _class_attribute(self, value: ClassValue | Instance, name: str) -> Values:
        cls = value.cls if isinstance(value, Instance) else value
        lineage, _ = self.lineage(cls)
        for ancestor in lineage:
            for statement in ancestor.node.body:
                if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    continue
                if statement.name == name:
                    return (self._method(statement, ancestor, value),)
            if _assigns(ancestor.node, name):
                return UNKNOWN
        return UNKNOWN

    def _method(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef,
        owner: ClassValue,
        value: ClassValue | Instance,
    ) -> Value:
        function = FunctionValue(node, owner.env)
        names = [item.id for item in node.decorator_list if isinstance(item, ast.Name)]
        if len(names) != len(node.decorator_list):
            return Unknown()
        if names == ["staticmethod"]:
            return function
        if names == ["classmethod"]:
            return Method(function)
        if names:
            return Unknown()
        return Method(function) if isinstance(value, Instance) else function

    def lineage(self, cls: ClassValue) -> tuple[list[ClassValue], bool]:
        """A class of the app with its bases in the app, and whether all other bases are known."""
        found, closed = [cls], not cls.node.keywords
        for base in cls.node.bases:
            target = base.value if isinstance(base, ast.Subscript) else base
            values = self.expr(target, cls.env)
            if len(values) == 1 and isinstance(values[0], ClassValue):
                if values[0].node is cls.node or self._depth > _DEPTH:
                    return found, False
                more, more_closed = self.lineage(values[0])
                found += more
                closed = closed and more_closed
            elif not (
                len(values) == 1 and isinstance(values[0], External) and values[0].name == "object"
            ):
                closed = False
        return found, closed

    # -- calls and decorators ---------------------------------------------------------------------

    def _call(self, node: ast.Call, env: Env) -> Values:
        values: list[Value] = []
        for function in self.expr(node.func, env):
            values.extend(self._called(function, node, env))
        return tuple(values[:_MOST])

    def _called(self, function: Value, node: ast.Call, env: Env) -> Values:
        if isinstance(function, ClassValue):
            lineage, closed = self.lineage(function)
            if not closed or any(_defines(c.node, "__new__") for c in lineage):
                return UNKNOWN
            return (Instance(function),)
        if isinstance(function, External):
            if function.name in _HANDLES:
                parameters, annotations = _HANDLES[function.name]
                return (Handle(parameters, function.name, annotations),)
            return (ExternalCall(function.name, node, env),)
        if isinstance(function, FunctionValue) and not any(
            isinstance(argument, ast.Starred) for argument in node.args
        ):
            arguments = [self.expr(argument, env) for argument in node.args]
            named = {k.arg: self.expr(k.value, env) for k in node.keywords if k.arg}
            return self.returned(function, arguments, named)
        return UNKNOWN

    def returned(
        self, function: FunctionValue, arguments: list[Values], named: Mapping[str, Values]
    ) -> Values:
        """What calling a function of the app returns."""
        node = function.node
        if isinstance(node, ast.AsyncFunctionDef) or function.wraps is not None:
            return UNKNOWN
        given = _arguments(node, arguments, named)
        if isinstance(node, ast.Lambda):
            return self.expr(node.body, Env(function.env.module, None, None, given, function.env))
        scope = Scope(node.body, b":= global ", self.python)
        env = Env(function.env.module, None, scope, given, function.env)
        values: list[Value] = []
        for executed in scope.executed:
            if isinstance(executed.node, ast.Return):
                expr = executed.node.value
                values.extend(self.expr(expr, env) if expr is not None else (Constant(None),))
        return tuple(values[:_MOST]) or UNKNOWN

    def _decorated(self, function: FunctionValue, decorators: list[ast.expr], env: Env) -> Values:
        values: Values = (function,)
        for decorator in reversed(decorators):
            after: list[Value] = []
            for value in values:
                after.extend(self._decorate(value, decorator, env))
            values = tuple(after[:_MOST])
        return values

    def _decorate(self, value: Value, decorator: ast.expr, env: Env) -> Values:
        found: list[Value] = []
        for function in self.expr(decorator, env):
            if isinstance(function, ExternalCall):
                found.append(self._known_decorator(function.function, value, function))
            elif isinstance(function, External):
                found.append(self._known_decorator(function.name, value, None))
            elif isinstance(function, FunctionValue):
                found.extend(self.returned(function, [(value,)], {}))
            else:
                found.append(Unknown("decorator"))
        return tuple(found)

    def _known_decorator(self, name: str, value: Value, call: ExternalCall | None) -> Value:
        if name in _TRANSPARENT:
            return value
        if name == "functools.wraps" and call is not None and call.node.args:
            inner = self.expr(call.node.args[0], call.env)
            if len(inner) == 1 and isinstance(value, FunctionValue):
                return FunctionValue(value.node, value.env, wraps=inner[0])
        if name == "typing.no_type_check" and isinstance(value, FunctionValue):
            return FunctionValue(value.node, value.env, value.wraps, hints=False)
        return Unknown("decorator")


_HANDLES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "azure.durable_functions.Orchestrator.create": (
        ("context",),
        {"context": "azure.functions.OrchestrationContext", "return": "str"},
    ),
    "azure.durable_functions.Entity.create": (("context",), {"return": "str"}),
}

# They return the function itself, or a wrapper that `inspect.signature` sees through.
_TRANSPARENT = frozenset(
    {
        "functools.lru_cache",
        "functools.cache",
        "contextlib.contextmanager",
        "contextlib.asynccontextmanager",
        "typing.final",
        "typing.override",
        "typing_extensions.override",
        "atexit.register",
    }
)


def _builtin(name: str, python: tuple[int, int]) -> External | None:
    value = getattr(builtins, name, None)
    if value is None and name not in {"None", "exit", "quit", "copyright", "credits", "license"}:
        return External(name) if python[1] >= _NEW_BUILTINS.get(name, 99) else None
    if python[1] < _NEW_BUILTINS.get(name, 0):
        return None
    return External(name, "class" if isinstance(value, type) else "builtin")


def _assigns(node: ast.ClassDef, name: str) -> bool:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store):
            return True
        if isinstance(inner, ast.Attribute) and inner.attr == name:
            return isinstance(inner.ctx, ast.Store)
    return False


def _defines(node: ast.ClassDef, name: str) -> bool:
    return any(getattr(statement, "name", None) == name for statement in node.body)


def _arguments(
    node: Function, arguments: list[Values], named: Mapping[str, Values]
) -> dict[str, Values]:
    """Parameter → values for a call; parameters without an argument are unknown."""
    parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    given: dict[str, Values] = {name: UNKNOWN for name in parameters}
    given.update({a.arg: UNKNOWN for a in node.args.kwonlyargs})
    given.update({a.arg: UNKNOWN for a in (node.args.vararg, node.args.kwarg) if a})
    given.update(dict(zip(parameters, arguments, strict=False)))
    given.update({name: values for name, values in named.items() if name in given})
    return given
