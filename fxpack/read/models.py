"""Which functions the worker finds: those of decorators, or those of function.json files.

From Python 3.13 on the mere presence of the script turns every function.json off (proxy_worker,
dispatcher.py, `reload_library_worker`). Until 3.12 it does so only when it has functions; a script
without any leaves the app to its function.json files, and one that fails takes it down
(azure_functions_worker 4.34, dispatcher.py, `load_function_metadata`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fxpack.facts import stdlib_has_module
from fxpack.model import Files, Function, JsonPointer, Location, Problem, Undecided
from fxpack.nouns import NamedTuple
from fxpack.read.code import CodeReader
from fxpack.read.v1 import read_functions
from fxpack.read.v2.script import imported, script_of


class Found(NamedTuple):
    """The functions of an app, and what is wrong with how they are declared.

    script  the file that the worker takes for an app of decorators, if there is such a file
    """

    script: str
    functions: tuple[Function, ...]
    problems: tuple[Problem, ...] = ()
    undecided: tuple[Undecided, ...] = ()


def find_functions(files: Files, published: frozenset[str], reader: CodeReader) -> Found:
    """The functions that the worker finds in an app."""
    declared = read_functions(files, published)
    script, problem = script_of(files, published, is_alone=not declared)
    is_there = script in published
    if problem is not None and (is_there or reader.python < (3, 13)):
        return Found(script, (), (problem,))
    if not is_there:
        return Found(script, tuple(reader.function(each) for each in declared))
    if stdlib_has_module(script.removesuffix(".py"), reader.python):
        detail = {"script": script, "found": ""}
        absent = Problem("no-function-app", Location(path=script), detail)
        return Found(script, (), (absent,))
    app = reader.app(imported(script, published))
    problems = list(app.problems)
    if app.is_empty and declared:
        problems = [each for each in problems if each.kind != "app-without-functions"]
        problems.append(_unread(script, reader.python))
    if app.is_empty and declared and reader.python < (3, 13):
        functions = tuple(reader.function(each) for each in declared)
        return Found(script, functions, tuple(problems), app.undecided)
    if app.is_empty is False or reader.python >= (3, 13):
        problems += _mixed(each for each in declared if each.config.path in published)
    return Found(script, app.functions, tuple(problems), app.undecided)


def _unread(script: str, python: tuple[int, int]) -> Problem:
    why = "ignored" if python < (3, 13) else "no functions"
    detail = {"script": script, "python": f"{python[0]}.{python[1]}", "why": why}
    return Problem("unread-function-app", Location(path=script), detail)


def _mixed(declared: Iterable[Function]) -> Iterator[Problem]:
    for function in declared:
        at = JsonPointer(function.config.path)
        yield Problem("v1-function-in-v2-app", at, {"name": function.name})
