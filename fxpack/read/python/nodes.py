"""Where the parts of a syntax tree stand, and what is in a function's own body."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from fxpack.model import CodeSpan

_BLOCKS = ("body", "orelse", "finalbody")
_PARTS = ("handlers", "cases")


def span(path: str, node: ast.AST) -> CodeSpan:
    """Where a node stands."""
    line = getattr(node, "lineno", 1)
    column = getattr(node, "col_offset", 0)
    return CodeSpan(
        path,
        line,
        column,
        getattr(node, "end_lineno", None) or line,
        getattr(node, "end_col_offset", None) or column + 1,
    )


def name_span(path: str, node: ast.AST) -> CodeSpan:
    """Where the name stands in a `def` or `class` statement; the whole node for others."""
    keyword = {ast.FunctionDef: "def ", ast.AsyncFunctionDef: "async def ", ast.ClassDef: "class "}
    if type(node) not in keyword:
        return span(path, node)
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    column = node.col_offset + len(keyword[type(node)])
    end = column + len(node.name.encode())
    return CodeSpan(path, node.lineno, column, node.lineno, end)


def argument_span(path: str, argument: ast.arg) -> CodeSpan:
    end = argument.col_offset + len(argument.arg.encode())
    return CodeSpan(path, argument.lineno, argument.col_offset, argument.lineno, end)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.arg]:
    """All parameters of a function, in whatever way they are given."""
    arguments = node.args
    each = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return each + [a for a in (arguments.vararg, arguments.kwarg) if a is not None]


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body without those of functions and classes inside it."""
    stack: list[ast.AST] = list(getattr(node, "body", []))
    while stack:
        inner = stack.pop()
        yield inner
        if not isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(inner))


def own_statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements of a function's body; several times faster than all its nodes."""
    blocks = [getattr(node, "body", [])]
    while blocks:
        for statement in blocks.pop():
            yield statement
            if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                parts = statement.__dict__
                blocks += [parts[name] for name in _BLOCKS if name in parts]
                blocks += [part.body for name in _PARTS for part in parts.get(name, ())]


def yields(node: ast.AST) -> bool:
    if isinstance(node, ast.Lambda):
        return False
    return any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in own_nodes(node))
