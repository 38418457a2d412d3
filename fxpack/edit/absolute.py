"""Imports from the app's root, where they find the app's own modules and no others.

The worker imports a function's folder as a part of `__app__`. An import of it from the root makes
another module of the same file, which runs twice: what lies in the folder stays relative to it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import takewhile

import libcst as cst

from fxpack.edit.app_path import folder_of_tests
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
        self._functions = function_folders(project)

    def leads(self, name: str) -> bool:
        """Whether an absolute import of a dotted name finds the app's own module, and no other.

        Also of one that is not there, in a package that is: a build may make it.
        """
        names = tuple(name.split("."))
        found = self._importer.absolute(names, "")
        is_there = found.kind in {"app", "namespace"} or self.module(names[0]).kind == "app"
        return is_there and found == self.module(name)

    def lies_beside(self, name: str, path: str) -> bool:
        """Whether a dotted name would only be found if the folder of the importing file were looked in."""
        found = self._importer.absolute(tuple(name.split(".")), path.rpartition("/")[0])
        return found.kind == "sibling"

    def makes_another(self, names: Iterable[str]) -> bool:
        """Whether importing these absolutely makes other modules than the worker has."""
        return any(map(self.is_of_function, names))

    def is_of_function(self, name: str) -> bool:
        """Whether a module is one of a function's folder."""
        return name.partition(".")[0] in self._functions

    def relative(self, path: str, name: str) -> str | None:
        """A module of the function that a file belongs to as seen from there; None for others.

        A test may be in no package.
        """
        package, names = path.split("/")[:-1], name.split(".")
        is_own = package and package[0] == names[0] and self.is_of_function(name)
        if not is_own or folder_of_tests(path):
            return None
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(package, names, strict=False))
        )
        return "." * (len(package) - same + 1) + ".".join(names[same:])

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


def function_folders(project: Project) -> frozenset[str]:
    """The folders of the root whose modules the worker imports for functions."""
    folders = {function.folder for function in project.v1_functions}
    scripts = {function.script or "" for function in project.v1_functions}
    return frozenset(folders | {path.partition("/")[0] for path in scripts if "/" in path})


def from_absolute(python: Python, node: cst.ImportFrom, module: str, home: Home) -> str | None:
    """`from … import b`, taking from a module of the app; None where that is not certain.

    What belongs to the same function is taken relatively.

    module  the dotted name from the app's root, "" for the root itself
    """
    if module and home.leads(module):
        start, end = python.range(node)
        text = python.text.text
        origin = home.relative(python.text.path, module) or module
        return f"from {origin}{text[_after_module(python, node, start) : end]}"
    if module or isinstance(node.names, cst.ImportStar):
        return None
    if "#" in python.written(node) or not all(home.leads(name) for name in imported(node)):
        # one line has no room for comments between the names
        return None
    written = (python.written(alias).rstrip(", \t\r\n\\") for alias in node.names)
    return f"import {', '.join(written)}"


def makes_another(node: cst.ImportFrom, module: str, path: str, home: Home) -> bool:
    """Whether an import that becomes absolute makes another module of one that a function has."""
    is_own = bool(module and home.relative(path, module))
    return not is_own and home.makes_another([module] if module else imported(node))


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
