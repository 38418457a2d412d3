"""An app of decorators as the worker would index it."""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Function, Location, Problem, Undecided
from fxpack.nouns import NamedTuple
from fxpack.read.python.constants import Constants
from fxpack.read.python.entry import EntryReader
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.v2.arguments import Arguments
from fxpack.read.v2.functions import AppFunctions, Judge
from fxpack.read.v2.library import Library
from fxpack.read.v2.objects import AppObjects, app_objects
from fxpack.read.v2.registers import Register
from fxpack.read.v2.running import Running


class V2App(NamedTuple):
    """What reading the script of an app gave.

    is_empty  whether it has no functions; None if we can't tell
    """

    functions: tuple[Function, ...]
    problems: tuple[Problem, ...]
    undecided: tuple[Undecided, ...]
    loads: frozenset[str]
    is_empty: bool | None


def read_app(
    script: str,
    interpreter: Interpreter,
    loads: frozenset[str],
    judge: Judge,
    sdk: tuple[int, ...] | None,
) -> V2App:
    """The app whose script is at this path.

    loads  the files that certainly run with it
    judge  says what is wrong with a function
    sdk    the azure-functions that the app asks for, where it names one
    """
    modules = interpreter.modules
    library = Library(interpreter, Arguments(Constants(interpreter)), sdk)
    running = Running(interpreter, library)
    running.run(script)
    loads |= frozenset(running.paths)
    module = modules.module(script)
    if module is None:
        return V2App((), (), (), loads, None)
    objects = app_objects(module, interpreter, library)
    entries = EntryReader(interpreter, deferred=True)
    unique = library.wants_unique_names
    reader = AppFunctions(entries, modules, judge, library.untold, unique=unique)
    functions = tuple(function for app in objects.apps for function in reader.of(app, loads))
    is_empty = _is_empty(objects, library)
    problems = [
        *library.problems,
        *reader.problems,
        *objects.problems,
        *_registrations(objects, library),
    ]
    if is_empty and not problems and module.scope.stops_at is None:
        at = Location(path=script)
        problems.append(Problem("app-without-functions", at, {"script": script}))
    undecided = list(reader.undecided)
    if library.is_open or any(app.is_open for app in objects.apps):
        why = "functions may be registered in ways that cannot be followed"
        undecided.append(Undecided(Location(path=script), why))
    if not objects.certain and not objects.problems:
        undecided.append(Undecided(Location(path=script), "the app object cannot be told"))
    return V2App(functions, tuple(problems), tuple(undecided), loads, is_empty)


def _is_empty(objects: AppObjects, library: Library) -> bool | None:
    """Whether the app has no functions at all."""
    if library.untold:
        return None
    if any(app.held for app in objects.apps):
        return False
    if not objects.certain or library.is_open:
        return None
    if any(app.is_open or not app.times for app in objects.apps):
        return None
    return True


def _registrations(objects: AppObjects, library: Library) -> Iterator[Problem]:
    """Blueprints, and functions of them, that no app gets."""
    if not objects.certain or library.is_open or library.untold:
        return
    got = {
        held.declared
        for register in library.registers.all
        for held in register.held
        if register.is_app
    }
    for register in library.registers.all:
        if register.is_app or register.is_open or register.times > 1 or not register.held:
            continue
        late = [held for held in register.held if held.declared not in got and held.certain]
        if not register.taken:
            yield _unregistered(register)
            continue
        for held in late if any(certain for _, _, certain in register.taken) else []:
            detail = {"name": held.declared.shown}
            yield Problem("function-registered-too-late", held.declared.at, detail)


def _unregistered(register: Register) -> Problem:
    detail = {"name": register.name, "functions": len(register.held)}
    return Problem("unregistered-blueprint", register.at, detail)
