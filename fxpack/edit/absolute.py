"""Imports from the app's root, where they find the app's own modules and no others."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import libcst as cst

from fxpack.edit.python import Python, dotted
from fxpack.model import Project
from fxpack.read.python.modules import Importer, Modules, Reference
from fxpack.read.requirements import brought_names


class Home:
    """The app's own modules, as an import from its root finds them."""

    def __init__(self, project: Project) -> None:
        files, python = project.files, project.target.python
        self._importer = Importer(files, python, lambda: brought_names(files))
        self._modules = Modules(files, python)

    def leads(self, name: str) -> bool:
        """Whether an absolute import of a dotted name finds the app's own module, and no other."""
        names = tuple(name.split("."))
        found = self._importer.absolute(names, "")
        return found.kind in {"app", "namespace"} and found == self.module(name)

    def module(self, name: str) -> Reference:
        """The app's module of a dotted name."""
        return self._importer.layout.walk("", tuple(name.split(".")))

    def tree(self, path: str) -> ast.Module | None:
        """A file of the app as Python parses it; None where that fails."""
        module = self._modules.module(path)
        return module.tree if module is not None else None

    def fails(self, module: Reference, names: Iterable[str]) -> bool:
        """Whether taking names out of a module of the app fails for another reason than its place."""
        if module.kind == "app" and self.tree(module.path) is None:
            return True
        return any(self._fails(module, name) for name in names)

    def _fails(self, module: Reference, name: str) -> bool:
        """Whether a module has neither such a name nor such a module, as far as is seen."""
        folder, _, file = module.path.rpartition("/")
        inside = module.path if module.kind == "namespace" else folder
        is_package = module.kind == "namespace" or file == "__init__.py"
        below = self._importer.layout.find(inside, name) if is_package else None
        if below is not None:
            return below.kind == "app" and self.tree(below.path) is None
        parsed = self._modules.module(module.path)
        if parsed is None:
            return module.kind == "namespace"
        scope = parsed.scope
        return not (scope.dynamic or scope.stars or name in scope.names())


def from_absolute(python: Python, node: cst.ImportFrom, module: str, home: Home) -> str | None:
    """`from … import b`, taking from a module of the app; None where that is not certain.

    module  the dotted name from the app's root, "" for the root itself
    """
    if module and home.leads(module):
        start, end = python.range(node)
        text = python.text.text
        return f"from {module}{text[_after_module(python, node, start) : end]}"
    if module or isinstance(node.names, cst.ImportStar):
        return None
    if "#" in python.written(node) or not all(home.leads(name) for name in imported(node)):
        # one line has no room for comments between the names
        return None
    written = (python.written(alias).rstrip(", \t\r\n\\") for alias in node.names)
    return f"import {', '.join(written)}"


def imported(node: cst.ImportFrom) -> list[str]:
    """The names that a statement takes out of a module; none for a star."""
    if isinstance(node.names, cst.ImportStar):
        return []
    return [dotted(alias.name) for alias in node.names]


def _after_module(python: Python, node: cst.ImportFrom, start: int) -> int:
    """Where the name of the module, or the dots that stand for it, ends."""
    if node.module is not None:
        return python.range(node.module)[1]
    return start + python.text.text[start:].index(".") + len(node.relative)
