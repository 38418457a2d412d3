"""All imports of one file, with their circumstances, as the import rules look at them.

Statements of function bodies are only visited where the text shows an import that could matter
there (`__app__`, or a relative import from a parent): most files are told by what runs on import.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fxpack.model import Import
from fxpack.read.python.conditions import caught_by, decided
from fxpack.read.python.modules import APP
from fxpack.read.python.nodes import span

_DEEP = re.compile(rb"__app__|from\s+\.\.")
_APP_STRING = re.compile(rb"""["']__app__[."']""")
_IMPORTERS = frozenset({"import_module", "__import__", "find_spec", "resolve_name"})
_PATCHERS = frozenset({"patch", "setattr", "delattr", "spy", "stub"})


class _Where(NamedTuple):
    """The circumstances of a statement; see `Import`."""

    deferred: bool = False
    guarded: bool = False
    paired: bool = False
    type_checking: bool = False


class _How(NamedTuple):
    """`deep`: also the bodies of functions."""

    deep: bool
    python: tuple[int, int]


def imports_deprecated(data: bytes) -> bool:
    """Whether a file may import in a deprecated way, told from its text."""
    return (b"__app__" in data or b".." in data) and _DEEP.search(data) is not None


def imports(
    path: str, tree: ast.Module, data: bytes, python: tuple[int, int]
) -> tuple[Import, ...]:
    """The imports of a file in the order of the source."""
    how = _How(imports_deprecated(data), python)
    try:
        found = list(_of_block(path, tree.body, _Where(), how))
    except RecursionError:
        return ()
    if _APP_STRING.search(data):
        found += _of_strings(path, tree)
    found.sort(key=lambda item: (item.at.line, item.at.column))
    return tuple(found)


def _of_block(path: str, body: Sequence[ast.stmt], where: _Where, how: _How) -> Iterator[Import]:
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _of_statement(path, node, where)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if how.deep:
                yield from _of_block(path, node.body, where._replace(deferred=True), how)
        elif isinstance(node, (ast.Try, ast.TryStar)):
            yield from _of_try(path, node, where, how)
        elif isinstance(node, ast.If):
            yield from _of_if(path, node, where, how)
        else:
            for block in _blocks(node):
                yield from _of_block(path, block, where, how)


def _blocks(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    for name in ("body", "orelse"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block
    for case in getattr(node, "cases", ()):
        yield case.body


def _of_statement(path: str, node: ast.Import | ast.ImportFrom, where: _Where) -> Iterator[Import]:
    for alias in node.names:
        is_from = isinstance(node, ast.ImportFrom)
        yield Import(
            module=(node.module or "") if isinstance(node, ast.ImportFrom) else alias.name,
            level=node.level if isinstance(node, ast.ImportFrom) else 0,
            name=alias.name if is_from else "",
            form="from" if is_from else "import",
            at=span(path, node),
            deferred=where.deferred,
            guarded=where.guarded,
            paired=where.paired,
            type_checking=where.type_checking,
        )


def _of_try(
    path: str,
    node: ast.Try | ast.TryStar,
    where: _Where,
    how: _How,
) -> Iterator[Import]:
    caught = caught_by(node) in {"import", "any"}
    handled = [statement for handler in node.handlers for statement in handler.body]
    pair = caught and any(isinstance(s, (ast.Import, ast.ImportFrom)) for s in handled)
    inside = where._replace(guarded=where.guarded or caught, paired=where.paired or pair)
    yield from _of_block(path, node.body, inside, how)
    yield from _of_block(path, handled, where._replace(paired=where.paired or pair), how)
    yield from _of_block(path, [*node.orelse, *node.finalbody], where, how)


def _of_if(path: str, node: ast.If, where: _Where, how: _How) -> Iterator[Import]:
    taken = decided(node.test, how.python)
    skipped = where._replace(type_checking=True)
    yield from _of_block(path, node.body, skipped if taken is False else where, how)
    yield from _of_block(path, node.orelse, skipped if taken is True else where, how)


def _of_strings(path: str, tree: ast.Module) -> Iterator[Import]:
    """`import_module("__app__.x")` and `mock.patch("__app__.x.y")`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        if first.value != APP and not first.value.startswith(f"{APP}."):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in _IMPORTERS:
            yield Import(module=first.value, level=0, name="", form="call", at=span(path, first))
        elif name in _PATCHERS:
            yield Import(module=first.value, level=0, name="", form="patch", at=span(path, first))
