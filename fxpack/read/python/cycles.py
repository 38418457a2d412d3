"""Imports that come too early: of a name from a module that is still being imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fxpack.model import Place, Problem


class Cycles:
    """Such imports, with the number of functions that they fail for.

    All functions are loaded by one process, so what fails for one may have been imported by another
    before: only an import that fails for all functions that come by it is certain to.
    """

    def __init__(self) -> None:
        self.functions = 0
        self._runs: Counter[str] = Counter()
        self._failed: dict[Place, tuple[Problem, str, set[int]]] = {}

    def run(self, path: str) -> None:
        """The present function runs a file for the first time."""
        self._runs[path] += 1

    def fails(self, problem: Problem, path: str) -> None:
        """An import in a file fails for the present function."""
        self._failed.setdefault(problem.at, (problem, path, set()))[2].add(self.functions)

    def certain(self) -> Iterator[Problem]:
        """The imports that fail whichever function is loaded first."""
        for problem, path, functions in self._failed.values():
            if len(functions) == self._runs[path]:
                yield problem
