"""A Python file as libcst reads it, with the way from its nodes to edits of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider, Scope, ScopeProvider

from fxpack.edit.text import Text, text_of
from fxpack.model import Diagnostic, Edit, Files, Location

Node = TypeVar("Node", bound=cst.CSTNode)


class Python:
    """The tree of a file. Nodes are of `tree` alone: libcst copies what it is given."""

    def __init__(self, text: Text) -> None:
        """libcst.ParserSyntaxError for what is no Python that libcst knows."""
        self.text = text
        self._wrapper = MetadataWrapper(cst.parse_module(text.text))
        self.tree = self._wrapper.module
        self._positions = self._wrapper.resolve(PositionProvider)
        self._by_kind: dict[type[cst.CSTNode], dict[int, list[cst.CSTNode]]] = {}

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
        for nodes in self._starting(kind).values():
            yield from nodes

    def at(self, kind: type[Node], place: Location) -> Iterator[Node]:
        """The nodes of a kind that begin where a place does."""
        yield from self._starting(kind).get(self.text.range(place)[0], ())

    def found(
        self, kind: type[Node], diagnostics: Sequence[Diagnostic]
    ) -> Iterator[tuple[Node, tuple[Location, ...]]]:
        """The nodes of a kind that begin where diagnostics do, with the places of these."""
        begun = self._starting(kind)
        places: dict[int, list[Location]] = {}
        for each in diagnostics:
            places.setdefault(self.text.range(each.location)[0], []).append(each.location)
        for start in sorted(places):
            for node in begun.get(start, ()):
                yield node, tuple(places[start])

    @cached_property
    def scopes(self) -> dict[cst.CSTNode, Scope | None]:
        """The scope of each node. RecursionError where they are nested too deep."""
        return dict(self._wrapper.resolve(ScopeProvider))

    def _starting(self, kind: type[Node]) -> dict[int, list[Node]]:
        """Offset → the nodes of a kind that begin there."""
        if kind not in self._by_kind:
            begun: dict[int, list[cst.CSTNode]] = {}
            # those that end first come first
            nodes = sorted(
                (node for node in self._positions if isinstance(node, kind)), key=self.range
            )
            for node in nodes:
                begun.setdefault(self.range(node)[0], []).append(node)
            self._by_kind[kind] = begun
        return cast("dict[int, list[Node]]", self._by_kind[kind])


def python_of(path: str, files: Files) -> Python | None:
    """A file's tree, None where it cannot be read or changed."""
    text = text_of(path, files)
    return None if text is None else _parsed(text)


@lru_cache(maxsize=4)
def _parsed(text: Text) -> Python | None:
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
