"""A Python file as libcst reads it, with the way from its nodes to edits of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from fxpack.edit.text import Text, text_of
from fxpack.model import Diagnostic, Edit, Files

Node = TypeVar("Node", bound=cst.CSTNode)


class Python:
    """The tree of a file. Nodes are of `tree` alone: libcst copies what it is given."""

    def __init__(self, text: Text) -> None:
        """libcst.ParserSyntaxError for what is no Python that libcst knows."""
        self.text = text
        wrapper = MetadataWrapper(cst.parse_module(text.text))
        self.tree = wrapper.module
        self._positions = wrapper.resolve(PositionProvider)

    def range(self, node: cst.CSTNode) -> tuple[int, int]:
        """The offsets at which a node begins and ends, without the blanks around it."""
        at = self._positions[node]
        start = self.text.offset(at.start.line, at.start.column + 1)
        return start, self.text.offset(at.end.line, at.end.column + 1)

    def replaced(self, node: cst.CSTNode, new: str) -> Edit:
        """New text in the place of a node."""
        return self.text.edit(*self.range(node), new)

    def written(self, node: cst.CSTNode) -> str:
        """A node as the file has it."""
        start, end = self.range(node)
        return self.text.text[start:end]

    def every(self, kind: type[Node]) -> Iterator[Node]:
        """All nodes of a kind, in the order of the source."""
        found = (node for node in _walk(self.tree) if isinstance(node, kind))
        yield from sorted(found, key=self.range)

    def found(self, kind: type[Node], diagnostics: Sequence[Diagnostic]) -> Iterator[Node]:
        """The nodes of a kind that begin where a diagnostic does."""
        starts = {self.text.range(each.location)[0] for each in diagnostics}
        yield from (node for node in self.every(kind) if self.range(node)[0] in starts)


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack: list[cst.CSTNode] = [node]
    while stack:
        inner = stack.pop()
        yield inner
        stack.extend(inner.children)


def python_of(path: str, files: Files) -> Python | None:
    """A file's tree, None where it cannot be read or changed."""
    text = text_of(path, files)
    if text is None:
        return None
    try:
        return Python(text)
    except (cst.ParserSyntaxError, RecursionError):
        return None


def dotted(node: cst.BaseExpression | None) -> str:
    """`a.b.c` of names and attributes, "" for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr.value}" if before else ""
    return ""
