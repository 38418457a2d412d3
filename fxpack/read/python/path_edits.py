"""Folders of the app that its script adds to sys.path before it imports from them.

Followed is what stands in the script's own statements, or below `if … not in sys.path:`, with a
path that certainly leads into the app's folder.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from fxpack.nouns import NamedTuple
from fxpack.read.python.app_paths import AppPaths
from fxpack.read.python.interpreter import Interpreter
from fxpack.read.python.modules import Module
from fxpack.read.python.patches import extends_path, sources
from fxpack.read.python.values import Env

_MENTION = re.compile(rb"\bsys\s*\.\s*path\b")
_PLACE = {"append": 0, "insert": 1}
"""Which argument is the folder."""


class PathEdits(NamedTuple):
    """The folders, in the order of the statements, and whether modules are found nowhere else."""

    folders: tuple[str, ...]
    complete: bool


def path_edits(script: Module, interpreter: Interpreter) -> PathEdits:
    """What the script adds to sys.path, without the app's root, where the worker looks anyway."""
    paths = AppPaths(interpreter)
    found = [paths.find(node, Env(script)) for node in _added(script.tree.body)]
    known = [folder for folder in found if folder is not None and "…" not in folder]
    # what is not there may be made before publishing, and so may what packages are in
    there = {f for f in interpreter.links.importer.layout.folders if "site-packages" not in f}
    folders = tuple(folder for folder in dict.fromkeys(known) if folder in there - {""})
    code = sources(interpreter.modules.files)
    if any(_has_package(folder, code) for folder in folders):
        return PathEdits((), complete=False)
    mentions = sum(map(_mentions, script.tree.body))
    complete = mentions == len(_MENTION.findall(script.data)) and set(known) <= there
    rest = [_MENTION.sub(b"", each) if each == script.data else each for each in code]
    complete &= len(known) == len(found) and not extends_path(rest)
    return PathEdits(folders, complete)


def _has_package(folder: str, code: list[bytes]) -> bool:
    """Whether modules below a folder are also imported by a longer name: as other modules then."""
    name = re.escape(folder.partition("/")[0].encode())
    imported = re.compile(rb"(?m)^[ \t]*(?:from|import)[ \t]+(?:[\w., \t]*,[ \t]*)?%s\b" % name)
    return any(imported.search(each) for each in code)


def _added(body: list[ast.stmt]) -> Iterator[ast.expr]:
    """The paths that statements add."""
    for statement in body:
        match statement:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=whole, attr=how), args=args)) if (
                how in _PLACE and _is_path(whole) and len(args) == _PLACE[how] + 1
            ):
                yield args[-1]
            case ast.If(test=ast.Compare(ops=[ast.NotIn()], comparators=[whole]), orelse=[]) if (
                _is_path(whole)
            ):
                yield from _added(statement.body)


def _mentions(statement: ast.stmt) -> int:
    """How often a statement that is followed names sys.path."""
    if isinstance(statement, ast.If):
        return 1 + sum(map(_mentions, statement.body)) if any(_added([statement])) else 0
    return sum(1 for _ in _added([statement]))


def _is_path(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and isinstance(node.value, ast.Name)
        and node.value.id == "sys"
    )
