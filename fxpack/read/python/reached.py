"""Which functions of the app's modules something may call, by their names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from fxpack.read.python.conditions import decided
from fxpack.read.python.modules import Module

Def = ast.FunctionDef | ast.AsyncFunctionDef


def reached(modules: Iterable[Module], entries: Iterable[str]) -> frozenset[ast.AST]:
    """The functions and methods that are named in what loading and the entry points run.

    One that is in another function belongs to it. Decorated ones are somebody's to call, and those
    that Python calls, such as `__init__`; what runs only as a program of its own counts for nothing.
    """
    waiting: dict[str, list[Def]] = {}
    found: list[ast.AST] = []
    names = set(entries)
    for module in modules:
        for node in _parts(module.tree.body, module.scope.python):
            if not isinstance(node, Def):
                names |= _names(node)
            elif node.decorator_list or node.name.startswith("__"):
                found.append(node)
                names |= _names(node)
            else:
                waiting.setdefault(node.name, []).append(node)
    while called := waiting.keys() & names:
        for node in (node for name in called for node in waiting.pop(name)):
            found.append(node)
            names |= _names(node)
    return frozenset(found)


def _parts(body: Iterable[ast.stmt], python: tuple[int, int]) -> Iterator[ast.stmt]:
    """The statements that run on import, and the functions and methods that these define."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _parts(node.body, python)
        elif isinstance(node, ast.If) and (answer := decided(node.test, python)) is not None:
            yield from _parts(node.body if answer else node.orelse, python)
        elif isinstance(node, ast.If):
            yield from _parts([ast.Expr(node.test), *node.body, *node.orelse], python)
        else:
            yield node


def _names(node: ast.AST) -> set[str]:
    """What is mentioned somewhere in a part of a program."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
    return found
