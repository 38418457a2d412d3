"""What an expression may stand for: the nouns of the interpreter."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from fxpack.nouns import NamedTuple
from fxpack.read.python.modules import Module, Reference
from fxpack.read.python.scope import Scope

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Env(NamedTuple):
    """Where an expression stands: its module, and for closures the function's own names.

    `before` is the statement number up to which names are bound, None for the end of the module.
    """

    module: Module
    before: int | None = None
    scope: Scope | None = None
    given: Mapping[str, tuple[Value, ...]] = _NOTHING
    outer: Env | None = None

    def when_called(self, caller: Env) -> Env:
        """This place as the body of a function defined here sees it when `caller` calls it."""
        if self.outer is not None or self.scope is not None:
            outer = self.outer.when_called(caller) if self.outer is not None else None
            return Env(self.module, None, self.scope, self.given, outer)
        while caller.outer is not None:
            caller = caller.outer
        here = caller.module is self.module and caller.scope is None
        return Env(self.module, caller.before if here else None)


class Unknown(NamedTuple):
    why: str = ""


class Unbound(NamedTuple):
    """Certainly no such name: evaluating it raises. `name` is dotted for an attribute.

    `owner` is what lacks the attribute; `typing_only` says it is bound for type checkers.
    """

    name: str
    owner: str = ""
    typing_only: bool = False


class Constant(NamedTuple):
    value: Any


class FunctionValue(NamedTuple):
    """A function of the app. `wraps` is what `functools.wraps` made it look like.

    `inside` is what it is an object of, where a library keeps the function in one of its own.
    """

    node: Function
    env: Env
    wraps: Value | None = None
    hints: bool = True
    inside: str = ""


class ClassValue(NamedTuple):
    node: ast.ClassDef
    env: Env


class Instance(NamedTuple):
    """What calling a class gives; `node` is the call, where it is one that is written."""

    cls: ClassValue
    node: ast.Call | None = None
    env: Env | None = None


class Method(NamedTuple):
    """A function without its first parameter, which is `owner`."""

    function: FunctionValue
    owner: Value = Unknown()


class External(NamedTuple):
    """Something from outside the app, by its qualified name; builtins without a prefix."""

    name: str
    form: Literal["module", "class", "builtin", "other"] = "other"


class ExternalCall(NamedTuple):
    """The result of calling something from outside.

    `cls` is a class of the app that was called, where `function` is only its base.
    """

    function: str
    node: ast.Call
    env: Env
    cls: ClassValue | None = None


class RegisterMethod(NamedTuple):
    """What an app or a blueprint of azure.functions has under a name: `app.route`."""

    register: ExternalCall
    name: str


class Decorating(NamedTuple):
    """What calling such a method gives: a decorator with its arguments."""

    method: RegisterMethod
    node: ast.Call
    env: Env


class Builder(NamedTuple):
    """What such a decorator makes of a function: an object that only the library understands."""

    function: Value
    register: ExternalCall


class Display(NamedTuple):
    """A list, dictionary, set or tuple written out, or an f-string."""

    node: ast.expr
    env: Env


class Unevaluated(NamedTuple):
    """An expression that only means something as an annotation: `List[str]`, `int | None`."""

    node: ast.expr
    env: Env


class NotCallable(NamedTuple):
    """An object that cannot be called; `what` names it."""

    what: str


class AppModule(NamedTuple):
    """A module or a folder (without `__init__.py`) of the app."""

    reference: Reference


class Handle(NamedTuple):
    """A callable that a library makes, with its known parameters."""

    parameters: tuple[str, ...]
    made_by: str
    annotations: Mapping[str, str] = _NOTHING


Value = (
    Unknown
    | Unbound
    | Constant
    | FunctionValue
    | ClassValue
    | Instance
    | Method
    | External
    | ExternalCall
    | RegisterMethod
    | Decorating
    | Builder
    | Display
    | Unevaluated
    | NotCallable
    | AppModule
    | Handle
)
"""Anything that an expression may stand for."""
Values = tuple[Value, ...]
UNKNOWN: Values = (Unknown(),)
MOST = 6


def limited(values: Sequence[Value]) -> Values:
    """So many values of one expression are followed; a further one may be anything."""
    return tuple(values) if len(values) <= MOST else (*values[:MOST], Unknown())
