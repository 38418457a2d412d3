"""What the worker finds in an app: each function with its bindings, its signature, its faults.

Source: azure-functions 2.3.0, decorators/function_app.py (`get_functions`, `_validate_function`,
`mcp_tool`); azure-functions-runtime 1.3.0, functions.py (`add_indexed_function`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from fxpack.decorators import UNKNOWN, built
from fxpack.model import (
    Binding,
    Config,
    Function,
    Location,
    Parameter,
    Place,
    Problem,
    Signature,
    Undecided,
)
from fxpack.read.python.entry import Entry, EntryReader
from fxpack.read.python.modules import Modules
from fxpack.read.python.nodes import own_nodes
from fxpack.read.python.values import External, FunctionValue, Instance, Unknown
from fxpack.read.v2.registers import Declared, Held, Register

# What a durable client answers with at once; its other methods are coroutines.
_ANSWERS = frozenset(
    {"create_check_status_response", "create_http_management_payload", "get_client_response_links"}
)
Judge = Callable[[Function, Entry], Iterator[Problem]]
"""What is wrong with a function and its entry point, whichever way it was declared."""


class AppFunctions:
    """Reads the functions of apps."""

    def __init__(
        self, entries: EntryReader, modules: Modules, judge: Judge, why: str, *, unique: bool
    ) -> None:
        """`why`: the reason why nothing of their functions can be told, "" for none.

        `unique`: whether the library wants their names to be unique.
        """
        self._entries = entries
        self._modules = modules
        self._judge = judge
        self._why = why
        self._unique = unique
        self.undecided: list[Undecided] = []
        self.problems: list[Problem] = []
        """What is wrong with functions of which not even the name can be told."""

    def of(self, app: Register, loads: frozenset[str]) -> Iterator[Function]:
        """The functions of one app, each once; what can't be told is noted instead."""
        said = dict(_twice(app.held)) if self._unique else {}
        seen: set[Declared] = set()
        for held in app.held:
            declared = held.declared
            if declared in seen:
                continue
            seen.add(declared)
            why = self._why or _undecided(held, app)
            if why:
                self._cannot_tell(declared, why)
            elif not declared.broken:
                function = self._function(declared, app, said.get(declared), loads)
                if _is_called(declared):
                    yield function
                else:
                    self._cannot_tell(declared, "its name cannot be told")
                    self.problems += function.problems

    def _cannot_tell(self, declared: Declared, why: str) -> None:
        self.undecided.append(Undecided(declared.at, why, declared.shown))

    def _function(
        self, declared: Declared, app: Register, twice: Problem | None, loads: frozenset[str]
    ) -> Function:
        at = declared.at
        function = Function(
            name=declared.shown,
            config=Config(path=at.path, value=None),
            bindings=_bindings(declared, app),
            script=at.path,
            entry_point=declared.entry,
            loads=loads,
            model="v2",
            at=at,
        )
        problems = [*declared.problems, *([twice] if twice is not None else ())]
        kept = list(_kept(declared))
        if kept:
            return function._replace(problems=(*problems, *kept))
        if not declared.trigger and not declared.undecided:
            detail = {"name": function.name, "orphaned": bool(declared.lost), "why": declared.lost}
            problems.append(Problem("function-without-trigger", at, detail))
            return function._replace(problems=tuple(problems))
        if declared.undecided:
            self._cannot_tell(declared, declared.undecided)
            return function._replace(problems=tuple(problems))
        entry = self._entry(declared)
        if entry.undecided is not None:
            self.undecided.append(entry.undecided._replace(function=function.name))
        problems += [*_client(declared), *entry.problems]
        if not any(problem.kind == "durable-context-name" for problem in declared.problems):
            problems += self._judge(function, entry)
        return function._replace(signature=entry.signature, problems=tuple(problems))

    # -- signatures ------------------------------------------------------------------------------

    def _entry(self, declared: Declared) -> Entry:
        module = self._modules.module(declared.at.path)
        if module is None or isinstance(declared.value, Unknown):
            reason = "the entry point cannot be followed (decorator)"
            return Entry(undecided=Undecided(declared.at, reason))
        clients = frozenset(declared.clients)
        entry = self._entries.of(declared.value, declared.at, module, declared.entry, clients)
        if declared.tool is None or entry.signature is None:
            return entry
        return entry._replace(signature=_of_tool(entry.signature, declared.tool), functions=())


def _undecided(held: Held, app: Register) -> str:
    """Why nothing certain can be said of a function, "" if something can."""
    declared = held.declared
    if app.times > 1:
        return "the app is made several times"
    if not (held.certain and declared.certain):
        return "whether there is such a function depends on a condition"
    return ""


def _is_called(declared: Declared) -> bool:
    """Whether the name in Azure is known, or there is one to show instead."""
    if declared.called() is not UNKNOWN:
        return True
    return declared.named is None and declared.entry != "?"


def _twice(held: list[Held]) -> Iterator[tuple[Declared, Problem]]:
    """Functions whose name another one has before; the worker minds letter case."""
    first: dict[str, Declared] = {}
    said: set[Declared] = set()
    for declared, certain in held:
        name = declared.called()
        if not certain or not declared.certain or declared.broken or not isinstance(name, str):
            continue
        other = first.setdefault(name, declared)
        if declared in said or (other is declared and held.count(Held(declared, certain)) == 1):
            continue
        if other is declared:
            said.add(declared)
            yield declared, _duplicate(declared, name, other, "registered twice")
        else:
            said.add(declared)
            why = "loop" if other.at == declared.at else ""
            yield declared, _duplicate(declared, name, other, why)


def _duplicate(declared: Declared, name: str, other: Declared, why: str) -> Problem:
    at: Place = declared.named[1] if declared.named is not None else declared.at
    first = Location(other.at.path, other.at.line)
    return Problem("duplicate-function-name", at, {"name": name, "first": first, "why": why})


def _bindings(declared: Declared, app: Register) -> tuple[Binding, ...]:
    """The bindings, with what the library adds to an http trigger when it indexes it."""
    if declared.trigger not in {"route", "generic_trigger"}:
        return tuple(declared.bindings)
    name = declared.called()
    # what is no text the worker refuses, with its own finding
    route = name if isinstance(name, str) else UNKNOWN
    return built(tuple(declared.bindings), route, app.auth_level)


def _of_tool(signature: Signature, names: tuple[str, ...]) -> Signature:
    """The signature that `mcp_tool` makes: what is bound, and `context`.

    The annotations stay those of the function, looked up by name.
    """
    known = {parameter.name: parameter for parameter in signature.parameters}
    parameters = []
    for name in (*names, "context"):
        own = known.get(name)
        made = Parameter(name=name, kind="normal", at=own.at if own else signature.at)
        if own is not None:
            made = made._replace(annotation=own.annotation, annotation_at=own.annotation_at)
        parameters.append(made)
    return signature._replace(
        parameters=tuple(parameters), is_async=True, is_generator=False, made_by="mcp_tool"
    )


def _kept(declared: Declared) -> Iterator[Problem]:
    """A function inside of an object: `inspect.getfile`, which the worker asks, knows no such."""
    value, what = declared.value, ""
    if isinstance(value, FunctionValue):
        what = value.inside
    elif isinstance(value, Instance):
        what = f"an instance of {value.cls.node.name}"
    elif isinstance(value, External) and value.form == "builtin":
        what = f"the builtin {value.name}"
    if what:
        yield Problem("not-decoratable", declared.at, {"what": what})


def _client(declared: Declared) -> Iterator[Problem]:
    """A durable client in a function that is not async: what it returns is awaited."""
    value = declared.value
    if not declared.clients or not isinstance(value, FunctionValue) or value.wraps is not None:
        return
    node = value.node
    returned = (each.value for each in own_nodes(node) if isinstance(each, ast.Return))
    if isinstance(node, ast.FunctionDef) and not any(map(_may_be_awaited, returned)):
        yield Problem("sync-durable-client", declared.at, {"name": declared.shown})


def _may_be_awaited(returned: ast.expr | None) -> bool:
    """Whether what is returned may be awaitable: a call that is neither of a class nor known."""
    if isinstance(returned, ast.Await | ast.IfExp | ast.BoolOp):
        return True
    if not isinstance(returned, ast.Call):
        return False
    function = returned.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return not name[:1].isupper() and name not in _ANSWERS
