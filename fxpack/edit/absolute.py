"""Imports from the app's root, where they find the app's own modules and no others."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from fxpack.edit.python import Python, dotted
from fxpack.model import Project
from fxpack.read.python.modules import Importer
from fxpack.read.requirements import brought_names


def leads_home(name: str, project: Project) -> bool:
    """Whether an absolute import of a dotted name finds the app's own module, and no other."""
    importer = Importer(project.files, project.target.python, lambda: brought_names(project.files))
    names = tuple(name.split("."))
    found = importer.absolute(names, "")
    return found.kind in {"app", "namespace"} and found == importer.layout.walk("", names)


def from_absolute(
    python: Python, node: cst.ImportFrom, module: str, is_home: Callable[[str], bool]
) -> str | None:
    """`from … import b`, taking from a module of the app; None where that is not certain.

    module   the dotted name from the app's root, "" for the root itself
    is_home  whether a dotted name leads to the app's own module
    """
    if module and is_home(module):
        start, end = python.range(node)
        text = python.text.text
        return f"from {module}{text[_after_module(python, node, start) : end]}"
    if module or isinstance(node.names, cst.ImportStar):
        return None
    if not all(is_home(dotted(alias.name)) for alias in node.names):
        return None
    written = (python.written(alias).rstrip(", \t\r\n\\") for alias in node.names)
    return f"import {', '.join(written)}"


def _after_module(python: Python, node: cst.ImportFrom, start: int) -> int:
    """Where the name of the module, or the dots that stand for it, ends."""
    if node.module is not None:
        return python.range(node.module)[1]
    return start + python.text.text[start:].index(".") + len(node.relative)
