"""Strict JSON by the C parser, with places that are found where they are asked for.

A value that strict JSON accepts need not become a tree before anyone asks for a place in it: ten
megabytes of it would be a gigabyte of nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import JSONDecoder
from re import compile as regex
from typing import Any

_BLANKS = regex(r"[ \t\n\r]*")
_COLON = regex(r"[ \t\n\r]*:[ \t\n\r]*")
_COMMA = regex(r"[ \t\n\r]*,?")
# Json.NET makes U+FFFD of one that stands alone, Python keeps it.
_HALF_A_PAIR = regex(r"\\u[dD][89a-fA-F]")
MAX_DIGITS = 380


class StrictNode:
    """A value with its range, like `Node` of `jsontree`; its children are made when asked for."""

    __slots__ = ("_children", "_text", "end", "name_end", "name_start", "start", "value")

    def __init__(self, text: str, start: int, end: int, value: Any) -> None:
        self._text = text
        self._children: Mapping[str | int, StrictNode] | None = None
        self.start = start
        self.end = end
        self.value = value
        self.name_start = 0
        self.name_end = 0

    @property
    def children(self) -> Mapping[str | int, StrictNode]:
        """The values in a container, by key or index."""
        if self._children is None:
            self._children = dict(self._find())
        return self._children

    def _find(self) -> Iterator[tuple[str | int, StrictNode]]:
        if not isinstance(self.value, dict | list):
            return
        text, at = self._text, self.start + 1
        for index in range(len(text)):
            at = _end(_BLANKS, text, at)
            if text[at] in "}]":
                return
            key: str | int = index
            name = 0, 0
            if isinstance(self.value, dict):
                key, end = _DECODER.raw_decode(text, at)
                name = at, end
                at = _end(_COLON, text, end)
            value, end = _DECODER.raw_decode(text, at)
            node = StrictNode(text, at, end, value)
            node.name_start, node.name_end = name
            yield key, node
            at = _end(_COMMA, text, end)


def strict(text: str, at: int, depth: int) -> StrictNode | None:
    """The value that starts at an offset; None where it is not one of strict JSON, or too deep.

    `depth` is the most levels of containers.
    """
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None
    if _HALF_A_PAIR.search(text, at, end):
        return None
    brackets = text.count("{", at, end) + text.count("[", at, end)
    if brackets > depth and _is_deeper(value, depth):
        return None
    return StrictNode(text, at, end, value)


def _is_deeper(value: Any, depth: int) -> bool:
    """Whether containers are nested deeper than so many levels."""
    level = [value]
    for _ in range(depth):
        level = [child for parent in level for child in _containers(parent)]
    return bool(level)


def _containers(parent: Any) -> list[Any]:
    children = parent.values() if isinstance(parent, dict) else parent
    return [child for child in children if isinstance(child, dict | list)]


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _end(pattern: Any, text: str, start: int) -> int:
    end: int = pattern.match(text, start).end()
    return end


_DECODER = JSONDecoder(strict=False, parse_int=_integer)
