"""`-> None` goes where a binding takes what the function returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.python import python_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        python = python_of(each.location.path, project.files)
        if python is None:
            continue
        start = python.text.range(each.location)[0]
        for node in python.every(cst.FunctionDef):
            if node.returns is None or python.range(node.returns.annotation)[0] != start:
                continue
            arrow = python.text.text[:start].rstrip()
            end = python.range(node.returns.annotation)[1]
            if python.text.text[start:end] != "None" or not arrow.endswith("->"):
                continue
            at = len(arrow.removesuffix("->").rstrip(" \t\r\n\\"))
            edit = python.text.edit(at, end, "")
            yield Fix("FX229", (each.location,), "safe", "take `-> None` away", (edit,))
