"""Listing functions: an app → what the worker will find in it, without starting anything."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from fxpack.app.chosen import chosen_one
from fxpack.judge import lint_project
from fxpack.model import Diagnostic, Function, Location, Project, Undecided
from fxpack.nouns import NamedTuple
from fxpack.read.host import NAME as HOST
from fxpack.read.places import Places
from fxpack.read.project import read_project
from fxpack.read.tree import Tree
from fxpack.report.functions import Listed, Listing, Untold
from fxpack.settings import Flags

LOADING = ("FX1", "FX2", "FX3", "FX7")
"""The rules about what host and worker read before a function is called."""


class FunctionsResult(NamedTuple):
    """The list, and the Python that was taken where nothing names one."""

    listing: Listing
    assumed: str | None


def functions(path: str, flags: Flags, cwd: str) -> FunctionsResult:
    """List the functions of the one app that a folder stands for."""
    app, target, settings = chosen_one(path, flags, cwd)
    project = read_project(Tree(app.root), target=target)
    linted = lint_project(project, settings)
    errors = tuple(
        each
        for each in linted.diagnostics
        if each.severity == "error" and each.code.startswith(LOADING)
    )
    assumed = target.version if target.python_from == "default" else None
    return FunctionsResult(listed(project, errors), assumed)


def listed(project: Project, errors: tuple[Diagnostic, ...]) -> Listing:
    """The functions of a project, each with the errors for which it is refused.

    errors  what host or worker refuses: of an app of decorators one is enough to refuse all of it
    """
    places = Places(project.files)
    of_decorators = any(each.model == "v2" for each in project.functions)
    found = tuple(
        Listed(
            function,
            places.location(function.place),
            errors if of_decorators else tuple(each for each in errors if _of(each, function)),
        )
        for function in project.functions
    )
    names = {each.name for each in project.functions}
    untold = tuple(
        Untold(places.location(each.at), each.reason, each.function)
        for each in project.undecided
        if _is_about_functions(each, names)
    )
    return Listing(project.target.version, project.host, found, untold, errors)


def _of(error: Diagnostic, function: Function) -> bool:
    """Whether an error keeps one function of a function.json from being found."""
    path = error.location.path
    if error.function is not None:
        return error.function == function.name
    return path == HOST or path in function.loads or path == function.config.path


def _is_about_functions(undecided: Undecided, names: AbstractSet[str]) -> bool:
    """Whether it leaves open which functions there are; other things are about one that is listed."""
    if undecided.function is None:
        return isinstance(undecided.at, Location)
    return undecided.function not in names
