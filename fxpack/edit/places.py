"""The problems that diagnostics are about: what a fixer knows of them besides their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.model import Diagnostic, Function, Problem, Project
from fxpack.read.places import Places


def problems(
    project: Project, kind: str, found: Sequence[Diagnostic]
) -> Iterator[tuple[Diagnostic, Function, Problem]]:
    """Each finding of a kind with its function and what the reader said of it."""
    places = Places(project.files)
    by_place = {(each.function, each.location): each for each in found}
    for function, problem in project.problems_of(kind):
        if function is not None:
            diagnostic = by_place.get((function.name, places.location(problem.at)))
            if diagnostic is not None:
                yield diagnostic, function, problem
