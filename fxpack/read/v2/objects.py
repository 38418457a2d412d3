"""The app, among the names that the script has in the end.

The worker goes through `dir(module)` and wants exactly one name that is bound to an instance of
`FunctionRegister`; two names of one object are two (azure-functions-runtime 1.3.0, loader.py).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fxpack.model import Location, Place, Problem
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.makers import NO_MAKER, Maker
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import span
from fxpack.read.python.values import (
    External,
    ExternalCall,
    Unbound,
    Unevaluated,
    Unknown,
    Value,
    Values,
)
from fxpack.read.v2.library import Library
from fxpack.read.v2.registers import Register

# Their objects are no apps of the worker, whatever they are called.
_FRAMEWORKS = frozenset({"flask", "fastapi", "starlette", "django", "quart", "falcon", "bottle"})
_LIBRARIES = (
    "azure.functions.",
    "azure.durable_functions.",
    "azure.identity.",
    "azure.storage.",
    "azure.cosmos.",
    "azure.keyvault.",
    "azure.servicebus.",
    "azure.eventhub.",
)
_NEVER = frozenset({"def", "class", "import", "typing-only", "unbound"})


class AppObjects(NamedTuple):
    """The apps that the worker finds.

    apps     different objects, in the order of their names
    certain  whether these are all
    """

    apps: tuple[Register, ...]
    certain: bool
    problems: tuple[Problem, ...] = ()


class _Name(NamedTuple):
    name: str
    at: Place
    values: Values


def app_objects(script: Module, interpreter: Interpreter, library: Library) -> AppObjects:
    """The apps of the script, and what is wrong with their number."""
    found, certain = [], True
    for name in _names(script, interpreter):
        bound = [value for value in name.values if not isinstance(value, Unbound)]
        apps = [value for value in bound if _is_app(value, interpreter)]
        if apps and len(apps) == len(name.values) and (len(apps) == 1 or library.same(apps)):
            found.append(name)
        elif apps or any(_may_be_app(value, interpreter) for value in bound):
            certain = False
    certain = certain and not script.scope.dynamic and not _has_unknown_star(script, interpreter)
    registers = dict.fromkeys(_register(name, library) for name in found)
    problems: tuple[Problem, ...] = ()
    if len(found) > 1:
        problems = (_several(found, library),)
    elif not found and certain and script.scope.stops_at is None:
        detail = {"script": script.path, "found": _instead(script, interpreter)}
        problems = (Problem("no-function-app", Location(path=script.path), detail),)
    return AppObjects(tuple(registers), certain and len(found) == 1, problems)


def _names(script: Module, interpreter: Interpreter) -> Iterator[_Name]:
    """The names of the script that may be bound to an app, with their values."""
    names = list(script.scope.names())
    for star in script.scope.stars:
        reference = interpreter.links.reference(star.module, star.level, script)
        target = interpreter.modules.module(reference.path) if reference.kind == "app" else None
        names += target.scope.names() if target is not None else ()
    for name in dict.fromkeys(names):
        makers = script.scope.makers(name)
        if all(maker.kind in _NEVER for maker in makers) and makers != NO_MAKER:
            continue
        values = interpreter.member(name, script)
        if values is not None:
            yield _Name(name, _place(makers[-1], script), values)


def _place(maker: Maker, script: Module) -> Place:
    return span(script.path, maker.node) if maker.node is not None else Location(path=script.path)


def _is_app(value: Value, interpreter: Interpreter) -> bool:
    return isinstance(value, ExternalCall) and interpreter.links.outside.is_app(value.function)


def _may_be_app(value: Value, interpreter: Interpreter) -> bool:
    """Whether something that cannot be told may be an app."""
    if isinstance(value, External):
        module, _, name = value.name.rpartition(".")
        known = interpreter.links.outside.is_module(module.partition(".")[0])
        return not (value.form != "other" or known or not module or name[:1].isupper())
    if isinstance(value, ExternalCall):
        return not interpreter.links.outside.is_register(value.function) and not _is_known(
            value.function, interpreter
        )
    if isinstance(value, Unevaluated) and isinstance(value.node, ast.Subscript):
        return not any(
            isinstance(whole, External) and whole.name.startswith("os.")
            for whole in interpreter.expr(value.node.value, value.env)
        )
    return isinstance(value, Unknown)


def _is_known(function: str, interpreter: Interpreter) -> bool:
    """Whether what a call from outside gives is certainly no app."""
    top = function.partition(".")[0]
    if top == function or interpreter.links.outside.is_module(top) or top in _FRAMEWORKS:
        return True
    return function.startswith(_LIBRARIES)


def _has_unknown_star(script: Module, interpreter: Interpreter) -> bool:
    for star in script.scope.stars:
        reference = interpreter.links.reference(star.module, star.level, script)
        if reference.kind == "external" and not interpreter.links.outside.is_module(reference.name):
            return True
        if reference.kind == "app":
            target = interpreter.modules.module(reference.path)
            if target is None or target.scope.dynamic or interpreter.exports(target) is None:
                return True
    return False


def _register(name: _Name, library: Library) -> Register:
    value = name.values[0]
    assert isinstance(value, ExternalCall)
    return library.register(value)


def _several(found: list[_Name], library: Library) -> Problem:
    registers = [_register(name, library) for name in found]
    detail = {
        "names": tuple(name.name for name in found),
        "same": len(set(registers)) == 1,
        "class": registers[0].class_name,
    }
    return Problem("several-function-apps", found[1].at, detail)


def _instead(script: Module, interpreter: Interpreter) -> str:
    """What stands where an app should be."""
    deleted = False
    kinds = set()
    for name in script.scope.names():
        for value in interpreter.member(name, script) or ():
            if isinstance(value, ExternalCall) and interpreter.links.outside.is_register(
                value.function
            ):
                kinds.add("blueprint")
            elif isinstance(value, External) and _is_assigned(name, script):
                kinds |= {"class"} if interpreter.links.outside.is_app(value.name) else set()
        deleted |= script.scope.makers(name) == NO_MAKER and _was_app(name, script, interpreter)
    if deleted:
        return "deleted"
    return next((kind for kind in ("class", "blueprint") if kind in kinds), "")


def _is_assigned(name: str, script: Module) -> bool:
    return any(maker.kind == "assign" for maker in script.scope.makers(name))


def _was_app(name: str, script: Module, interpreter: Interpreter) -> bool:
    last = script.scope.history[name][-1][0]
    values = interpreter.member(name, script, last) or ()
    return any(_is_app(value, interpreter) for value in values)
