"""`-> Optional[T]` becomes `-> T`, where `$return` takes that.

A type checker may then find that the function returns None as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from fxpack.edit.returns import narrowed
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    yield from narrowed(project, "non-type-return", found, _inside, "unsafe")


def _inside(annotation: ast.expr) -> ast.expr | None:
    match annotation:
        case ast.Subscript(ast.Name("Optional") | ast.Attribute(attr="Optional"), part):
            return part
        case ast.Subscript(ast.Name("Union") | ast.Attribute(attr="Union"), ast.Tuple(parts)):
            return _but_none(parts)
        case ast.BinOp(left, ast.BitOr(), right):
            return _but_none([left, right])
    return None


def _but_none(parts: Sequence[ast.expr]) -> ast.expr | None:
    """The part beside None; None itself where there are more."""
    left = [part for part in parts if not (isinstance(part, ast.Constant) and part.value is None)]
    return left[0] if len(left) == 1 < len(parts) else None
