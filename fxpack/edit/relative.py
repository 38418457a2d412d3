"""Relative imports that climb become absolute ones, where these find the same module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.absolute import from_absolute, leads_home
from fxpack.edit.app_path import path_edits
from fxpack.edit.python import dotted, python_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """What mends `from ..a import b`, one statement at a time."""
    beside = path_edits(project)
    for path in sorted({each.location.path for each in found}):
        python = python_of(path, project.files)
        if python is None:
            continue
        here = [each for each in found if each.location.path == path]
        for node in python.found(cst.ImportFrom, here):
            new = from_absolute(
                python, node, _absolute(path, node), lambda name: leads_home(name, project)
            )
            if new is not None:
                start = python.range(node)[0]
                solved = [e for e in here if python.text.range(e.location)[0] == start]
                places = tuple(each.location for each in solved)
                title = f"write `{new.partition(chr(10))[0]}`"
                edits = (python.replaced(node, new), *beside)
                yield Fix(solved[0].code, places, "safe", title, edits)


def _absolute(path: str, node: cst.ImportFrom) -> str:
    """The dotted name from the app's root; what climbs above it was meant to begin there."""
    package = path.split("/")[:-1]
    above = package[: max(len(package) - len(node.relative) + 1, 0)]
    module = dotted(node.module)
    return ".".join([*above, module] if module else above)
