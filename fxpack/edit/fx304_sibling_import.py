"""Imports of a file beside the importing one become relative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from fxpack.edit.python import Python, dotted, python_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for path in sorted({each.location.path for each in found}):
        python = python_of(path, project.files)
        if python is None:
            continue
        here = [each for each in found if each.location.path == path]
        nodes: list[cst.Import | cst.ImportFrom] = [
            *python.found(cst.ImportFrom, here),
            *python.found(cst.Import, here),
        ]
        for node in nodes:
            new = _from(python, node) if isinstance(node, cst.ImportFrom) else _import(python, node)
            if new is not None:
                start = python.range(node)[0]
                solved = [e for e in here if python.text.range(e.location)[0] == start]
                places = tuple(each.location for each in solved)
                title = f"write `{new.partition(chr(10))[0]}`"
                yield Fix("FX304", places, "safe", title, (python.replaced(node, new),))


def _from(python: Python, node: cst.ImportFrom) -> str | None:
    """`from a import b` as `from .a import b`."""
    if node.module is None or node.relative:
        return None
    start, end = python.range(node)
    at = python.range(node.module)[0]
    return f"{python.text.text[start:at]}.{python.text.text[at:end]}"


def _import(python: Python, node: cst.Import) -> str | None:
    """`import a` as `from . import a`; with others in the statement that is not for certain."""
    alias = node.names[0]
    if len(node.names) > 1 or "." in dotted(alias.name):
        return None
    return f"from . import {python.written(alias)}"
