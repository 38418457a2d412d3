"""JSON as the Functions host reads it, with the place of every node.

The host reads function.json with .NET's `File.ReadAllText` and Json.NET 13's `JObject.Parse`: byte
order marks, comments, trailing commas, single quotes, names without quotes, `undefined`, numbers in
hexadecimal and more are fine; over 64 levels, a root that is no object, or text after it are not.
What strict JSON says is read by the C parser; `fxpack.read.jsontree` is for the rest and for places.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import lru_cache
from re import compile as regex
from typing import TYPE_CHECKING, Any

from fxpack.model import Config, Location, Problem
from fxpack.read.jsonstrict import MAX_DIGITS, strict

if TYPE_CHECKING:
    from fxpack.model import JsonPointer
    from fxpack.read.jsonstrict import StrictNode
    from fxpack.read.jsontree import Node

MAX_DEPTH = 64

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINE = regex(r"\r\n?|\n")
_BLANKS = " \t\n\r"


def read(path: str, data: bytes, kind: str) -> Config:
    """The value of a JSON file; what Json.NET refuses is a problem of this kind."""
    text = decode(data)
    value = _read_strict(text)
    if value is not None:
        return Config(path=path, value=value)
    from fxpack.read.jsontree import JsonError, parse

    try:
        return Config(path=path, value=parse(text, depth=MAX_DEPTH, digits=MAX_DIGITS).value)
    except JsonError as error:
        at = _location(path, _line_starts(text), error.start, error.end)
        problem = Problem(kind, at, {"reason": error.reason})
        return Config(path=path, value=None, problems=(problem,))


def locate(path: str, data: bytes, pointer: JsonPointer) -> Location:
    """The range of a node, or of its member's name; of what is absent, its nearest parent's."""
    root, starts = _tree(data)
    node: Node | StrictNode = root
    missing = False
    for key in pointer.keys:
        child = node.children.get(key)
        if missing := child is None:
            break
        node = child
    if pointer.key and not missing and node.name_end:
        return _location(path, starts, node.name_start, node.name_end)
    return _location(path, starts, node.start, node.end)


def location(path: str, text: str, start: int, end: int) -> Location:
    """The range between two offsets into a text."""
    return _location(path, _line_starts(text), start, end)


def decode(data: bytes) -> str:
    """Text as .NET's `File.ReadAllText` decodes it: by its mark or as UTF-8, never failing."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def _read_strict(text: str) -> dict[str, Any] | None:
    """What strict JSON says, None where only the tolerant reader can tell."""
    start = len(text) - len(text.lstrip(_BLANKS))
    root = strict(text, start, MAX_DEPTH)
    if root is None or not isinstance(root.value, dict) or text[root.end :].strip(_BLANKS):
        return None
    return root.value


@lru_cache(maxsize=32)
def _tree(data: bytes) -> tuple[Node | StrictNode, list[int]]:
    from fxpack.read.jsontree import JsonError, parse

    text = decode(data)
    try:
        root = parse(text, depth=MAX_DEPTH, digits=MAX_DIGITS)
    except JsonError as error:
        root = error.root
    return root, _line_starts(text)


def _line_starts(text: str) -> list[int]:
    """The offsets at which lines start; a line ends with LF, CR LF or CR."""
    return [0, *(newline.end() for newline in _NEWLINE.finditer(text))]


def _location(path: str, starts: list[int], start: int, end: int) -> Location:
    first = bisect_right(starts, start)
    last = bisect_right(starts, end)
    return Location(
        path=path,
        line=first,
        column=start - starts[first - 1] + 1,
        end_line=last,
        end_column=end - starts[last - 1] + 1,
    )
