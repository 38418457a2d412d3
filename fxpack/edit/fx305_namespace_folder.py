"""A folder that is imported as a package gets its `__init__.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.python import dotted, python_of
from fxpack.model import Diagnostic, Edit, Fix, Project
from fxpack.rules.fx305_namespace_folder import is_namespace


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        python = python_of(each.location.path, project.files)
        if python is None:
            continue
        names = [
            *(dotted(node.module) for node in python.found(cst.ImportFrom, [each])),
            *(dotted(a.name) for node in python.found(cst.Import, [each]) for a in node.names),
        ]
        for top in dict.fromkeys(name.partition(".")[0] for name in names):
            if is_namespace(top, project) and f'"{top}"' in each.message:
                made = Edit(f"{top}/__init__.py", 0, 0, b"")
                yield Fix("FX305", (each.location,), "safe", f"make {top}/__init__.py", (made,))
