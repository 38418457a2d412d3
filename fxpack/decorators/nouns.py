"""What goes into a decorator's call and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from fxpack.model import Binding, CodeSpan, Problem


class Unknown:
    """The one value `UNKNOWN`: an argument is given, but what it is cannot be told."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


class EnumValue(NamedTuple):
    """A member of an enum of azure.functions, such as `AuthLevel.ANONYMOUS`."""

    enum: str
    member: str


class Argument(NamedTuple):
    """One argument. `value` is a constant, an EnumValue, UNKNOWN, or a list, tuple, set or dict of such."""

    value: Any
    at: CodeSpan


_NO_ARGUMENTS: Mapping[str, Argument] = {}


class Call(NamedTuple):
    """One call of a decorator, or of the constructor of an app, as it is written.

    register  the class that the decorator belongs to, such as "azure.functions.FunctionApp"
    at        the whole decorator; `path` is its file
    open      there are `*args` or `**kwargs` whose content is not known
    bare      it stands there without parentheses: what it decorates is its only argument
    """

    decorator: str
    register: str
    at: CodeSpan
    positional: tuple[Argument, ...] = ()
    keywords: Mapping[str, Argument] = _NO_ARGUMENTS
    open: bool = False
    bare: bool = False

    @property
    def path(self) -> str:
        return self.at.path


class Effect(NamedTuple):
    """What one decorator does to a function.

    bindings   in the order of the library. An unknown member is UNKNOWN in `properties`, and an unknown
               name, type or dataType None outside of them
    trigger    the first binding is the function's trigger
    setting    "function_name" or "retry_policy": of several of a kind the innermost counts
    name       the argument of `function_name`
    problems   raised while the module is imported
    later      raised when the worker indexes the function: never, if it is in a blueprint that is not
               registered; of a setting, only where it is the one that counts
    durable    which part of Durable Functions wraps the function
    below      what other decorators below have added is "dropped", or none may be there: "refused"
    registers  the app knows the function then; else it stays what it was
    undecided  why nothing can be told, "" where it can
    """

    bindings: tuple[Binding, ...] = ()
    trigger: bool = False
    setting: str = ""
    name: Argument | None = None
    problems: tuple[Problem, ...] = ()
    later: tuple[Problem, ...] = ()
    durable: Literal["", "orchestrator", "entity", "activity", "client"] = ""
    below: Literal["", "dropped", "refused"] = ""
    registers: bool = True
    undecided: str = ""
