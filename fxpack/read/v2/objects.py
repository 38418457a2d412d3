"""The app, among the names that the script has in the end.

The worker goes through `dir(module)` and wants exactly one name that is bound to an instance of
`FunctionRegister`; two names of one object are two (azure-functions-runtime 1.3.0, loader.py).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from fxpack.model import Location, Place, Problem
from fxpack.nouns import NamedTuple
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.makers import NO_MAKER, Maker, Makers
from fxpack.read.python.modules import Module
from fxpack.read.python.nodes import span
from fxpack.read.python.values import (
    Env,
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
from fxpack.read.v2.things import FRAMEWORKS

# Nor are those of these libraries.
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
    certain  whether there is exactly this one
    """

    apps: tuple[Register, ...]
    certain: bool
    problems: tuple[Problem, ...] = ()


class _Name(NamedTuple):
    name: str
    at: Place
    values: Values
    makers: Makers
    script: Module


def app_objects(script: Module, interpreter: Interpreter, library: Library) -> AppObjects:
    """The apps of the script, and what is wrong with their number."""
    found, unknown = [], _may_have_others(script, interpreter)
    for name in _names(script, interpreter):
        bound = [value for value in name.values if not isinstance(value, Unbound)]
        apps = [value for value in bound if _is_app(value, interpreter)]
        if script.scope.dynamic and interpreter.modules.may_set(name.name):
            unknown = True
        elif apps and len(apps) == len(name.values) and (len(apps) == 1 or library.same(apps)):
            found.append(name)
        elif apps or (_may_be_made(name, interpreter) and _may_be_any(bound, interpreter)):
            unknown = True
    registers = dict.fromkeys(_register(name, library) for name in found)
    problems: tuple[Problem, ...] = ()
    if len(found) > 1:
        problems = (_several(found, library),)
    elif not found and not unknown and script.scope.stops_at is None:
        detail = {"script": script.path, "found": _instead(script, interpreter)}
        problems = (Problem("no-function-app", Location(path=script.path), detail),)
    return AppObjects(tuple(registers), len(found) == 1, problems)


def _may_have_others(script: Module, interpreter: Interpreter) -> bool:
    """Whether the script may have names that no reading of its statements shows."""
    scope = script.scope
    return scope.dynamic or "__dir__" in scope.history or _has_unknown_star(script, interpreter)


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
            yield _Name(name, _place(makers[-1], script), values, makers, script)


def _place(maker: Maker, script: Module) -> Place:
    return span(script.path, maker.node) if maker.node is not None else Location(path=script.path)


def _is_app(value: Value, interpreter: Interpreter) -> bool:
    return isinstance(value, ExternalCall) and interpreter.links.outside.is_app(value.function)


def _may_be_any(values: Sequence[Value], interpreter: Interpreter) -> bool:
    return any(_may_be_app(value, interpreter) for value in values)


def _may_be_made(name: _Name, interpreter: Interpreter) -> bool:
    """Whether what a name is assigned may be an app: not what comes from modules without any."""
    exprs = [maker.expr for maker in name.makers]
    script = name.script
    return not all(
        expr is not None and _is_harmless(expr, Env(script, maker.order), interpreter)
        for expr, maker in zip(exprs, name.makers, strict=True)
    )


def _is_harmless(expr: ast.expr, env: Env, interpreter: Interpreter) -> bool:
    """Whether an expression certainly gives no app, told from what it starts with."""
    if isinstance(expr, (ast.Compare, ast.JoinedStr, ast.BinOp, ast.UnaryOp, ast.Constant)):
        return True
    if isinstance(expr, ast.BoolOp):
        return all(_is_harmless(each, env, interpreter) for each in expr.values)
    if isinstance(expr, ast.IfExp):
        branches = expr.body, expr.orelse
        return all(_is_harmless(each, env, interpreter) for each in branches)
    if isinstance(expr, (ast.Call, ast.Attribute, ast.Subscript, ast.Await)):
        inner = expr.func if isinstance(expr, ast.Call) else expr.value
        if not isinstance(inner, ast.Name):
            return _is_harmless(inner, env, interpreter)
        values = interpreter.expr(inner, env)
        return all(
            isinstance(value, External) and _is_known(value.name, value.form, interpreter)
            for value in values
        )
    return isinstance(expr, (ast.List, ast.Dict, ast.Set, ast.Tuple, ast.ListComp, ast.DictComp))


def _may_be_app(value: Value, interpreter: Interpreter) -> bool:
    """Whether something that cannot be told may be an app."""
    if isinstance(value, External):
        module, _, name = value.name.rpartition(".")
        known = value.form != "other" or not module
        known = known or _is_known(value.name, value.form, interpreter)
        return not (known or name[:1].isupper())
    if isinstance(value, ExternalCall):
        is_register = interpreter.links.outside.is_register(value.function)
        return not is_register and not _is_known(value.function, "other", interpreter)
    if isinstance(value, Unevaluated):
        return isinstance(value.node, ast.Subscript)
    return isinstance(value, Unknown)


def _is_known(name: str, form: str, interpreter: Interpreter) -> bool:
    """Whether what comes from a name outside is certainly no app."""
    top = name.partition(".")[0]
    if (
        (top == name and form != "module")
        or interpreter.links.outside.is_module(top)
        or top in FRAMEWORKS
    ):
        return True
    return name.startswith(_LIBRARIES)


def _has_unknown_star(script: Module, interpreter: Interpreter) -> bool:
    for star in script.scope.stars:
        reference = interpreter.links.reference(star.module, star.level, script)
        if reference.kind == "external" and not interpreter.links.outside.is_module(reference.name):
            return True
        if reference.kind == "unclear":
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
        "same": len(set(registers)) == 1 and registers[0].times <= 1,
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
