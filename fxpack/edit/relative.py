"""Relative imports that climb become absolute ones, where these find the same module.

What makes another module of one that a function has is for someone to look at, and so is all where
a string names a module as a part of `__app__`, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.absolute import Home, from_absolute, imported, makes_another
from fxpack.edit.app_path import path_edits
from fxpack.edit.app_strings import some_stay
from fxpack.edit.python import Python, dotted, statements_at
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    """What mends `from ..a import b`, one statement at a time."""
    beside, home = path_edits(project), Home(project)
    some_names_stay = some_stay(project, home)
    for path in sorted({each.location.path for each in found}):
        here = [each for each in found if each.location.path == path]
        python = statements_at([each.location for each in here], project.files)
        if python is None:
            continue
        for node, places in python.found(cst.ImportFrom, here):
            new = _rewritten(python, node, home)
            if new is not None:
                title = f"write `{new.partition(chr(10))[0]}`"
                edits = (python.replaced(node, new), *beside)
                # what fails has no module yet
                is_safe = here[0].code == "FX303" or not (
                    some_names_stay or makes_another(node, _absolute(path, node), path, home)
                )
                yield Fix(here[0].code, places, "safe" if is_safe else "unsafe", title, edits)


def _rewritten(python: Python, node: cst.ImportFrom, home: Home) -> str | None:
    name = _absolute(python.text.path, node)
    if name:
        module = home.module(name)
        if module.kind not in {"app", "namespace"} or home.fails(module, imported(node)):
            # another error would come to light
            return None
    return from_absolute(python, node, name, home)


def _absolute(path: str, node: cst.ImportFrom) -> str:
    """The dotted name from the app's root; what climbs above it was meant to begin there."""
    package = path.split("/")[:-1]
    above = package[: max(len(package) - len(node.relative) + 1, 0)]
    module = dotted(node.module)
    return ".".join([*above, module] if module else above)
