"""Apps and blueprints with the functions they hold, as azure.functions keeps them.

Every register (an app or a blueprint) has a list of builders. A decorator on a plain function makes
a new one; on what another decorator gave, it takes *the last of its own register*, whichever
function that is. `register_functions` copies the list as it is at that moment.

Source: azure-functions 2.3.0, decorators/function_app.py (`_validate_type`, `register_functions`,
`_invoke_df_decorator`); azure-functions-durable 1.7.0, decorators/durable_app.py.
"""

from __future__ import annotations

import ast

from fxpack.decorators import UNKNOWN
from fxpack.model import Binding, CodeSpan, Place, Problem
from fxpack.nouns import NamedTuple
from fxpack.read.python.nodes import span
from fxpack.read.python.values import ExternalCall, Value


class Declared:
    """One function while it is decorated: a builder of the library.

    value      what the worker will look at
    name       what it is called, without `function_name`; None where we can't tell
    entry      the name of the def
    trigger    the decorator that is its trigger, "" for none
    named      what the innermost `function_name` says, with its place
    settings   which settings it has
    tool       the parameters that `mcp_tool` gives it instead of its own
    clients    parameters whose annotation the library replaces by `str`
    problems   what the worker refuses when it indexes the function
    broken     something was raised while it was decorated
    lost       the decorator that put another function in its place
    """

    def __init__(self, value: Value, name: str | None, entry: str, at: CodeSpan) -> None:
        self.value = value
        self.name = name
        self.entry = entry
        self.at = at
        self.certain = True
        self.bindings: list[Binding] = []
        self.trigger = ""
        self.named: tuple[object, Place] | None = None
        self.settings: set[str] = set()
        self.tool: tuple[str, ...] | None = None
        self.clients: set[str] = set()
        self.problems: list[Problem] = []
        self.undecided = ""
        self.broken = False
        self.lost = ""

    def anew(self) -> Declared:
        """The same function before anything was said of it."""
        made = Declared(self.value, self.name, self.entry, self.at)
        made.certain, made.broken = self.certain, self.broken
        return made

    @property
    def shown(self) -> str:
        """The name in Azure, or what stands for it where it cannot be told."""
        called = self.called()
        return called if isinstance(called, str) else self.entry

    def called(self) -> object:
        """The name in Azure, UNKNOWN if we can't tell; `function_name` may get anything."""
        if self.named is not None:
            return self.named[0]
        return UNKNOWN if self.name is None else self.name


class Held(NamedTuple):
    """A function in a register; `certain` says whether it certainly gets there."""

    declared: Declared
    certain: bool


class Register:
    """An app or a blueprint.

    kind     its class in azure.functions or azure.durable_functions
    name     the name that it is first known by, "" for none
    is_app   whether the worker takes it for the app
    is_open  whether something that we can't follow may add functions, or take some
    is_sure  whether it is certainly made
    times    how often the call that makes it runs: of several, none is told from the others
    taken    by which registers it was copied: how many of its builders, and whether certainly
    """

    def __init__(self, made: ExternalCall, *, is_app: bool) -> None:
        self.kind = made.function
        self.name = ""
        self.auth_level: object = UNKNOWN
        self.is_app = is_app
        self.node = made.node
        self.at = span(made.env.module.path, made.node)
        self.held: list[Held] = []
        self.is_open = False
        self.times = 0
        self.is_sure = False
        self.taken: list[tuple[Register, int, bool]] = []

    @property
    def shown(self) -> str:
        return self.name or self.class_name

    @property
    def class_name(self) -> str:
        return self.kind.rpartition(".")[2]

    def add(self, declared: Declared, *, certain: bool) -> None:
        self.held.append(Held(declared, certain))

    def pop(self) -> Declared | None:
        """The builder that a decorator takes when it gets one; None where there is none."""
        return self.held.pop().declared if self.held else None

    def register(self, other: Register, *, certain: bool) -> None:
        """`self.register_functions(other)`."""
        other.taken.append((self, len(other.held), certain))
        self.is_open |= other.is_open
        self.held += [Held(each.declared, each.certain and certain) for each in other.held]


class Registers:
    """All registers of an app, told by the calls that made them."""

    def __init__(self) -> None:
        self._of: dict[ast.Call, Register] = {}
        self.all: list[Register] = []

    def get(self, made: ExternalCall, *, is_app: bool) -> Register:
        """The register that a call made."""
        found = self._of.get(made.node)
        if found is None:
            found = self._of[made.node] = Register(made, is_app=is_app)
            self.all.append(found)
        return found

    def made(self, made: ExternalCall, *, is_app: bool) -> Register:
        """The register that a call makes now: another one each time."""
        register = self.get(made, is_app=is_app)
        times = register.times + 1
        if register.times:
            register = self._of[made.node] = Register(made, is_app=is_app)
            self.all.append(register)
        for each in self.all:
            if each.node is made.node:
                each.times = times
        return register

    def is_told(self, register: Register) -> bool:
        """Whether it is told from others that the same call has made: these are all taken by now."""
        return all(
            bool(each.taken) == (each is not register)
            for each in self.all
            if each.node is register.node and register.times > 1
        )

    def same(self, one: Register, other: Register) -> None:
        """Say that two calls make the same register: of two branches only one runs."""
        if one is other:
            return
        one.held += other.held
        one.is_open |= other.is_open or one.kind != other.kind
        if one.auth_level != other.auth_level:
            one.auth_level = UNKNOWN
        for node, register in self._of.items():
            if register is other:
                self._of[node] = one
        self.all.remove(other)
