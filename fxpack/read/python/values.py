"""What an expression may stand for: the nouns of the interpreter."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fxpack.read.python.modules import Module, Reference
from fxpack.read.python.scope import Scope

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


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
class Unevaluated(Value):
    """An expression that only means something as an annotation: `List[str]`, `int | None`."""

    node: ast.expr
    env: Env


@dataclass(frozen=True, slots=True, eq=False)
class NotCallable(Value):
    """An object that cannot be called; `what` names it."""

    what: str


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
MOST = 6
"""How many values of one expression are followed; the rest would not change an answer."""
