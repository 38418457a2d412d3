"""The problems that diagnostics are about: what a fixer knows of them besides their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.model import Diagnostic, Function, Problem, Project
from fxpack.read.places import Places


def problems(
    project: Project, kind: str, found: Sequence[Diagnostic]
) -> Iterator[tuple[Diagnostic, Problem]]:
    """Each finding of a kind with what the reader said of it."""
    for diagnostic, _, problem in _told(project, kind, found):
        yield diagnostic, problem


def problems_of_functions(
    project: Project, kind: str, found: Sequence[Diagnostic]
) -> Iterator[tuple[Diagnostic, Function, Problem]]:
    """The same of findings about functions, with these."""
    for diagnostic, function, problem in _told(project, kind, found):
        if function is not None:
            yield diagnostic, function, problem


def _told(
    project: Project, kind: str, found: Sequence[Diagnostic]
) -> Iterator[tuple[Diagnostic, Function | None, Problem]]:
    places = Places(project.files)
    by_place = {(each.function, each.location): each for each in found}
    for function, problem in project.problems_of(kind):
        name = function.name if function is not None else None
        diagnostic = by_place.get((name, places.location(problem.at)))
        if diagnostic is not None:
            yield diagnostic, function, problem
