"""What goes into a decorator's call and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from fxpack.model import Binding, CodeSpan, Problem
from fxpack.nouns import NamedTuple


class Unknown:
    """The one value `UNKNOWN`: an argument is given, but what it is cannot be told."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


class EnumValue(NamedTuple):
    """A member of an enum of azure.functions, such as `AuthLevel.ANONYMOUS`."""

    enum: str
    member: str

    def __repr__(self) -> str:
        return f"{self.enum}.{self.member}"


class Argument(NamedTuple):
    """One argument: a constant, an EnumValue, UNKNOWN, or a list, tuple, set or dict of such."""

    value: Any
    at: CodeSpan


_NO_ARGUMENTS: Mapping[str, Argument] = {}


class Call(NamedTuple):
    """One call of a decorator, or of the class of an app, as it is written.

    decorator  its name; for a class the last part of its name
    register   the class that has the decorator, such as "azure.functions.FunctionApp"
    at         the whole decorator
    positional the arguments up to the first `*args` that is not known
    open       there are `*args` or `**kwargs` whose content is not known
    bare       it stands there without parentheses: what it decorates is its only argument
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
        """The file that it stands in."""
        return self.at.path


class Effect(NamedTuple):
    """What one decorator does to a function.

    bindings   in the library's order. A member that is not known is UNKNOWN in `properties` (it may
               also be absent then); a name, type or dataType that is not a known text is None
    trigger    the first binding is the function's trigger
    setting    "function_name" or "retry_policy": of several of a kind the innermost counts
    name       the argument of `function_name`
    problems   raised while the module is imported; "decorator-without-parentheses" is only a warning
    later      raised when the worker indexes the function: never, if it is in a blueprint that is not
               registered; of a setting, only where it is the one that counts
    durable    which part of Durable Functions wraps the function
    below      what other decorators below have added is "dropped", or none may be there: "refused"
    registers  the app knows the function then; else nothing becomes of it here
    undecided  why what is wrong with the call cannot be told, "" where it can
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


class Made(NamedTuple):
    """What the constructor of an app or a blueprint does.

    auth_level  the level of http functions that name none; None for none
    functions   the decorators, outermost first, of the function that AsgiFunctionApp and
                WsgiFunctionApp add: `http_app_func(req: HttpRequest, context: Context)`
    """

    auth_level: Any = None
    function: tuple[Effect, ...] = ()
    problems: tuple[Problem, ...] = ()
