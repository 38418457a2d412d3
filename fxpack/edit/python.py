"""A Python file as libcst reads it, with the way from its nodes to edits of the file.

libcst takes a hundred times as long as `ast`: where a fixer knows which statements it is about,
only these are parsed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider, Scope, ScopeProvider

from fxpack.edit.text import Text, text_of
from fxpack.model import Diagnostic, Edit, Files, Location

Node = TypeVar("Node", bound=cst.CSTNode)
Part = tuple[int, int]


class Python:
    """The trees of a file, or of those parts of it that were asked for."""

    def __init__(self, text: Text, parts: Sequence[Part]) -> None:
        """libcst.ParserSyntaxError for what is no Python that libcst knows.

        parts  offsets between which there are whole statements
        """
        self.text = text
        self.trees: list[cst.Module] = []
        self._ranges: dict[cst.CSTNode, Part] = {}
        for start, end in parts:
            self._parse(start, Text(text.path, b"", "utf-8", text.text[start:end]))
        self._by_kind: dict[type[cst.CSTNode], dict[int, list[cst.CSTNode]]] = {}

    def _parse(self, start: int, part: Text) -> None:
        wrapper = MetadataWrapper(cst.parse_module(part.text), unsafe_skip_copy=True)
        self.trees.append(wrapper.module)
        for node, at in wrapper.resolve(PositionProvider).items():
            first = part.offset(at.start.line, at.start.column + 1)
            last = part.offset(at.end.line, at.end.column + 1)
            self._ranges[node] = start + first, start + last

    def range(self, node: cst.CSTNode) -> Part:
        """The offsets at which a node begins and ends, without the blanks around it."""
        return self._ranges[node]

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

    def scope(self, node: cst.CSTNode) -> Scope | None:
        """The scope of a node of a file that was parsed whole; None where there is none."""
        try:
            scopes = MetadataWrapper(self.trees[0], unsafe_skip_copy=True).resolve(ScopeProvider)
        except RecursionError:
            return None
        return scopes.get(node)

    def _starting(self, kind: type[Node]) -> dict[int, list[Node]]:
        """Offset → the nodes of a kind that begin there."""
        if kind not in self._by_kind:
            begun: dict[int, list[cst.CSTNode]] = {}
            nodes = (node for node in self._ranges if isinstance(node, kind))
            for node in sorted(nodes, key=self.range):
                begun.setdefault(self.range(node)[0], []).append(node)
            self._by_kind[kind] = begun
        return cast("dict[int, list[Node]]", self._by_kind[kind])


def python_of(path: str, files: Files) -> Python | None:
    """A whole file's tree, None where it cannot be read or changed."""
    text = text_of(path, files)
    return None if text is None else _parsed(text, ((0, len(text.text)),))


def statements_at(places: Collection[Location], files: Files) -> Python | None:
    """The statements of one file that stand at some places; None where they cannot be read."""
    text = text_of(next(iter(places)).path, files)
    if text is None:
        return None
    return _parsed(text, tuple(sorted({text.range(place) for place in places})))


def statements_with(words: Collection[str], tree: ast.Module, text: Text) -> Python | None:
    """The statements of a module that name one of some words anywhere; whole, with all in them."""
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    parts = (text.lines(first, last) for first, last in _lines(tree))
    return _parsed(text, tuple(part for part in parts if named.search(text.text, *part)))


def _lines(tree: ast.Module) -> list[Part]:
    """The first and last lines of a module's statements, of those on one line together."""
    found: list[Part] = []
    for node in tree.body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        last = node.end_lineno or node.lineno
        if found and first <= found[-1][1]:
            first = found.pop()[0]
        found.append((first, last))
    return found


@lru_cache(maxsize=4)
def _parsed(text: Text, parts: tuple[Part, ...]) -> Python | None:
    try:
        return Python(text, parts)
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
