"""Calls and decorators: what a function of the app returns, and what those from outside make."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fxpack.nouns import NamedTuple
from fxpack.read.python import by_hand
from fxpack.read.python.classes import defines, has_attribute
from fxpack.read.python.scope import Scope
from fxpack.read.python.values import (
    UNKNOWN,
    Builder,
    ClassValue,
    Constant,
    Decorating,
    Display,
    Env,
    External,
    ExternalCall,
    Function,
    FunctionValue,
    Handle,
    Instance,
    Method,
    NotCallable,
    RegisterMethod,
    Unknown,
    Value,
    Values,
    limited,
)

if TYPE_CHECKING:
    from fxpack.read.python.interpreter import Interpreter

_HANDLES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "azure.durable_functions.Orchestrator.create": (
        ("context",),
        {"context": "azure.functions.OrchestrationContext", "return": "str"},
    ),
    "azure.durable_functions.Entity.create": (("context",), {"return": "str"}),
}

# The annotations of the middlewares' own `handle`.
_HANDLED = {
    "req": "azure.functions.HttpRequest",
    "context": "Optional[azure.functions.Context]",
}

# They return the function itself, or a wrapper that `inspect.signature` sees through.
_TRANSPARENT = frozenset(
    {
        "contextlib.contextmanager",
        "contextlib.asynccontextmanager",
        "typing.final",
        "typing.override",
        "typing_extensions.override",
        "atexit.register",
    }
)


_OF_TWO = frozenset({"functools.update_wrapper", "typing.cast", "getattr"})
# Decorators of azure.functions that give back what they get.
KEEPING = frozenset({"mcp_tool_property", "durable_openai_agent_orchestrator"})


# They keep the function in an object that `inspect.signature` sees through, and nothing else does.
_KEEPERS = frozenset({"staticmethod", "functools.lru_cache", "functools.cache"})


class _Body(NamedTuple):
    """A function's names, its returned expressions with their order, and whether it only ends."""

    scope: Scope
    returns: tuple[tuple[int, ast.expr], ...]
    ends: bool


class Calls:
    """Evaluates calls with the interpreter that evaluates everything else."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._bodies: dict[ast.FunctionDef, _Body] = {}

    def call(self, node: ast.Call, env: Env) -> Values:
        values: list[Value] = []
        for function in self._interpreter.expr(node.func, env):
            values.extend(self._called(function, node, env))
        return limited(values)

    def _called(self, function: Value, node: ast.Call, env: Env) -> Values:
        if isinstance(function, ClassValue):
            return self._made(function, node, env)
        if isinstance(function, RegisterMethod):
            return (Decorating(function, node, env),)
        if isinstance(function, Decorating) and len(node.args) == 1:
            inner = self._interpreter.expr(node.args[0], env)
            return tuple(decorated_by(function, each) for each in inner)
        if isinstance(function, Instance):
            method = self._interpreter.attribute(function, "__call__")
            return self._called(method[0], node, env) if isinstance(method[0], Method) else UNKNOWN
        if isinstance(function, Method):
            arguments = [self._interpreter.expr(each, env) for each in node.args]
            named = {k.arg: self._interpreter.expr(k.value, env) for k in node.keywords if k.arg}
            owner: Values = (function.owner,)
            return self._returned(function.function, env, [owner, *arguments], named)
        if isinstance(function, ExternalCall) and len(node.args) == 1:
            inner = self._interpreter.expr(node.args[0], env)
            return tuple(self._known_decorator(function.function, each, function) for each in inner)
        if isinstance(function, External):
            return self._from_outside(function, node, env)
        if isinstance(function, FunctionValue) and not any(
            isinstance(argument, ast.Starred) for argument in node.args
        ):
            arguments = [self._interpreter.expr(argument, env) for argument in node.args]
            named = {k.arg: self._interpreter.expr(k.value, env) for k in node.keywords if k.arg}
            return self._returned(function, env, arguments, named)
        return UNKNOWN

    def _from_outside(self, function: External, node: ast.Call, env: Env) -> Values:
        """What a function from outside returns, as far as that is one of its arguments."""
        if function.name in _HANDLES:
            parameters, annotations = _HANDLES[function.name]
            return (Handle(parameters, function.name, annotations),)
        if len(node.args) == 2 and function.name in _OF_TWO:
            first, second = (self._interpreter.expr(each, env) for each in node.args)
            if function.name == "functools.update_wrapper":
                return self._wrapped(first, second)
            if function.name == "typing.cast":
                return second
            name = self._text(second)
            if name and len(first) == 1:
                return self._interpreter.attribute(first[0], name)
        if function.name == "importlib.import_module" and len(node.args) == 1:
            name = self._text(self._interpreter.expr(node.args[0], env))
            if name and not name.startswith("."):
                links = self._interpreter.links
                return (links.module_value(links.reference(name, 0, env.module)),)
        return (ExternalCall(function.name, node, env),)

    def _text(self, values: Values) -> str:
        """A text, or an f-string of texts; "" for what we can't tell."""
        value = values[0]
        if len(values) == 1 and isinstance(value, Constant):
            return value.value if isinstance(value.value, str) else ""
        if len(values) > 1 or not isinstance(value, Display):
            return ""
        parts = []
        for part in value.node.values if isinstance(value.node, ast.JoinedStr) else ():
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            parts.append(self._text(self._interpreter.expr(inner, value.env)))
        return "".join(parts) if all(parts) else ""

    def _made(self, cls: ClassValue, node: ast.Call | None, env: Env) -> Values:
        classes = self._interpreter.classes
        lineage, closed = classes.lineage(cls)
        if any(defines(c.node, "__new__") for c in lineage):
            return UNKNOWN
        if closed:
            return (Instance(cls, node, env),)
        base = classes.register(cls) if node is not None else ""
        return (ExternalCall(base, node, env, cls),) if node is not None and base else UNKNOWN

    def _called_with(self, instance: Instance, value: Value, env: Env) -> Values:
        method = self._interpreter.attribute(instance, "__call__")
        if len(method) == 1 and isinstance(method[0], Method):
            return self._returned(method[0].function, env, [UNKNOWN, (value,)], {})
        return UNKNOWN

    def _returned(
        self,
        function: FunctionValue,
        caller: Env,
        arguments: list[Values],
        named: Mapping[str, Values],
    ) -> Values:
        """What calling a function of the app returns."""
        node, module = function.node, function.env.module
        if isinstance(node, ast.AsyncFunctionDef) or function.wraps is not None:
            return UNKNOWN
        if by_hand.may_change(module.data) and by_hand.changes_functions(node):
            return UNKNOWN
        inside = self.inside(function, arguments, named, caller)
        if isinstance(node, ast.Lambda):
            return self._interpreter.expr(node.body, inside)
        _, returns, ends = self._bodies[node]
        values: list[Value] = [Constant(None)] if ends else []
        for order, expr in returns:
            values += self._interpreter.expr(expr, inside._replace(before=order))
        return limited(values) or UNKNOWN

    def entered(
        self, function: FunctionValue, node: ast.Call, env: Env, owner: Value
    ) -> Env | None:
        """The names as a method sees them when a call is made; None for a call we can't tell."""
        if any(isinstance(each, ast.Starred) for each in node.args):
            return None
        arguments = [self._interpreter.expr(each, env) for each in node.args]
        named = {k.arg: self._interpreter.expr(k.value, env) for k in node.keywords if k.arg}
        return self.inside(function, [(owner,), *arguments], named, env)

    def inside(
        self,
        function: FunctionValue,
        arguments: list[Values],
        named: Mapping[str, Values],
        caller: Env,
    ) -> Env:
        """The names as the body of a plain function sees them at its end, when it is called."""
        node, module = function.node, function.env.module
        given, outer = _arguments(node, arguments, named), function.env.when_called(caller)
        if not isinstance(node, ast.FunctionDef):
            return Env(module, None, None, given, outer)
        if node not in self._bodies:
            self._bodies[node] = _body(node, self._interpreter.python)
        return Env(module, None, self._bodies[node].scope, given, outer)

    @staticmethod
    def _wrapped(wrapper: Values, inner: Values) -> Values:
        """A function that `functools.update_wrapper` made look like another."""
        if len(wrapper) == len(inner) == 1 and isinstance(wrapper[0], FunctionValue):
            return (FunctionValue(wrapper[0].node, wrapper[0].env, wraps=inner[0]),)
        return UNKNOWN

    def decorated(self, function: FunctionValue, decorators: list[ast.expr], env: Env) -> Values:
        values: Values = (function,)
        for decorator in reversed(decorators):
            values = self.decorate(values, decorator, env)
        return values

    def decorate(self, values: Values, decorator: ast.expr, env: Env) -> Values:
        """What one decorator makes of what is below it."""
        after: list[Value] = []
        for value in values:
            after.extend(self._decorate(value, decorator, env))
        return limited(after)

    def _decorate(self, value: Value, decorator: ast.expr, env: Env) -> Values:
        found: list[Value] = []
        for function in self._interpreter.expr(decorator, env):
            if isinstance(function, ExternalCall):
                found.append(self._known_decorator(function.function, value, function))
            elif isinstance(function, External):
                found.append(self._known_decorator(function.name, value, None))
            elif isinstance(function, FunctionValue):
                found.extend(self._returned(function, env, [(value,)], {}))
            elif isinstance(function, Method):
                found.extend(
                    self._returned(function.function, env, [(function.owner,), (value,)], {})
                )
            elif isinstance(function, ClassValue):
                found.extend(self._made(function, None, env))
            elif isinstance(function, Decorating):
                found.append(decorated_by(function, value))
            elif isinstance(function, Instance):
                found.extend(self._called_with(function, value, env))
            else:
                found.append(Unknown("decorator"))
        return tuple(found)

    def _known_decorator(self, name: str, value: Value, call: ExternalCall | None) -> Value:
        if name in _KEEPERS:
            return _kept(value, name)
        if name in _TRANSPARENT:
            return value
        if name in {"classmethod", "property"} and isinstance(value, FunctionValue):
            return NotCallable(f"a {name} object")
        if name in {"typing.overload", "typing_extensions.overload"}:
            return Handle(("args", "kwds"), name)
        if name == "functools.wraps" and call is not None and call.node.args:
            inner = self._interpreter.expr(call.node.args[0], call.env)
            return self._wrapped((value,), inner)[0]
        if name == "typing.no_type_check" and isinstance(value, FunctionValue):
            return FunctionValue(value.node, value.env, value.wraps, hints=False)
        return Unknown("decorator")

    def harmless(self, decorators: list[ast.expr], env: Env) -> bool:
        """Whether class decorators leave the class what it is."""
        for decorator in decorators:
            expr = decorator.func if isinstance(decorator, ast.Call) else decorator
            for value in self._interpreter.expr(expr, env):
                if not isinstance(value, External) or value.name not in {
                    "dataclasses.dataclass",
                    "functools.total_ordering",
                    "enum.unique",
                    "typing.final",
                    "typing.runtime_checkable",
                }:
                    return False
        return True

    def attribute(self, value: ExternalCall, name: str) -> Values:
        """An attribute of what calling something from outside gave."""
        if not self._interpreter.links.outside.is_register(value.function):
            return (self._middleware(value, name),)
        if self._interpreter.modules.may_set(name):
            return UNKNOWN
        if value.cls is not None:
            lineage, _ = self._interpreter.classes.lineage(value.cls)
            if any(has_attribute(each.node, name) for each in lineage):
                return self._interpreter.classes.attribute(value, name)
        return (RegisterMethod(value, name),)

    @staticmethod
    def _middleware(value: ExternalCall, name: str) -> Value:
        if value.function not in {
            "azure.functions.AsgiMiddleware",
            "azure.functions.WsgiMiddleware",
        }:
            return Unknown()
        short = value.function.rpartition(".")[2]
        if name == "main":
            return Handle(("req", "context"), f"{short}.main")
        if name == "handle" or (name, short) == ("handle_async", "AsgiMiddleware"):
            return Handle(("req", "context"), f"{short}.{name}", _HANDLED)
        return Unknown()


def decorated_by(decorator: Decorating, value: Value) -> Value:
    """What a decorator of azure.functions gives."""
    if decorator.method.name in KEEPING:
        return value
    inner = value.function if isinstance(value, Builder) else value
    return Builder(inner, decorator.method.register)


def _kept(value: Value, name: str) -> Value:
    """A function in the object of a decorator that keeps it."""
    if isinstance(value, FunctionValue):
        return value._replace(inside=f"a {name} object")
    return NotCallable(f"a {name} object") if isinstance(value, Builder) else value


_NONE = ast.Constant(None)


def _body(node: ast.FunctionDef, python: tuple[int, int]) -> _Body:
    scope = Scope(node.body, b":= global ", python)
    returns = tuple(
        (each.order, each.node.value or _NONE)
        for each in scope.executed
        if isinstance(each.node, ast.Return)
    )
    yields = (isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node))
    return _Body(scope, returns, ends=not returns and not any(yields))


def _arguments(
    node: Function, arguments: list[Values], named: Mapping[str, Values]
) -> dict[str, Values]:
    """Parameter → values for a call; parameters without an argument are unknown."""
    parameters = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    given: dict[str, Values] = dict.fromkeys(parameters, UNKNOWN)
    given.update({a.arg: UNKNOWN for a in node.args.kwonlyargs})
    given.update({a.arg: UNKNOWN for a in (node.args.vararg, node.args.kwarg) if a})
    given.update(dict(zip(parameters, arguments, strict=False)))
    given.update({name: values for name, values in named.items() if name in given})
    return given
