"""A folder that is imported as a package gets its `__init__.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.python import dotted, statements_at
from fxpack.model import Diagnostic, Edit, Fix, Project
from fxpack.rules.fx305_namespace_folder import is_namespace


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        python = statements_at([each.location], project.files)
        if python is None:
            continue
        names = [
            *(dotted(node.module) for node in python.at(cst.ImportFrom, each.location)),
            *(dotted(a.name) for node in python.at(cst.Import, each.location) for a in node.names),
        ]
        for top in dict.fromkeys(name.partition(".")[0] for name in names):
            if (
                f'"{top}"' in each.message
                and is_namespace(top, project)
                and _may_have(top, project)
            ):
                made = Edit(f"{top}/__init__.py", 0, 0, b"")
                yield Fix("FX305", (each.location,), "safe", f"make {top}/__init__.py", (made,))


def _may_have(folder: str, project: Project) -> bool:
    """Whether an `__init__.py` changes nothing else: it is what a function without a script runs."""
    return all(
        function.name != folder or isinstance(function.config.members.get("scriptFile"), str)
        for function in project.v1_functions
    )
