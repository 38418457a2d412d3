"""`-> func.Out[T]` becomes `-> T`, where `$return` takes that."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from fxpack.edit.returns import narrowed
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    yield from narrowed(project, "return-out", found, _inside, "safe")


def _inside(annotation: ast.expr) -> ast.expr | None:
    return annotation.slice if isinstance(annotation, ast.Subscript) else None
