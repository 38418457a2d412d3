"""A JSON file with the way from its nodes to edits: its order, indent and comments stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from fxpack.edit.text import Text, text_of
from fxpack.model import Edit, Files, Location
from fxpack.read.jsonpos import MAX_DEPTH
from fxpack.read.jsonstrict import MAX_DIGITS, StrictNode
from fxpack.read.jsontree import JsonError, Node, parse

_INDENT = re.compile(r"[ \t]*")
_BLOCKS = r"(?:/\*(?:(?!\*/)[^\r\n])*\*/[ \t]*)*"
_REMARK = re.compile(rf"[ \t]*{_BLOCKS}(?P<comma>,?)[ \t]*{_BLOCKS}(?://[^\r\n]*)?(?=[\r\n])")
"""What ends the line of an item: comments, with its comma."""


class Json:
    """The tree of a file, as the host reads it."""

    def __init__(self, text: Text, root: Node | StrictNode) -> None:
        self.text = text
        self.root = root

    def node(self, *keys: str | int) -> Node | StrictNode | None:
        """A value by the way to it."""
        node: Node | StrictNode | None = self.root
        for key in keys:
            node = node.children.get(key) if node is not None else None
        return node

    def replaced(self, node: Node | StrictNode, value: Any) -> Edit:
        """Another value in the place of one."""
        return self.text.edit(node.start, node.end, json.dumps(value, ensure_ascii=False))

    def found(self, at: Location) -> Iterator[Node | StrictNode]:
        """The values that begin, or whose names do, where a place does."""
        start = self.text.range(at)[0]
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if start in {node.start, node.name_start if node.name_end else node.start}:
                yield node
            waiting.extend(node.children.values())

    def renamed(self, node: Node | StrictNode, name: str) -> Edit:
        """Another name for a member."""
        return self.text.edit(node.name_start, node.name_end, json.dumps(name))

    def filled(self, written: str) -> Edit | None:
        """A text for an object without members; None where something else stands in it."""
        start, end = self.root.start, self.root.end
        if self.text.text[start + 1 : end - 1].strip():
            return None
        return self.text.edit(start, end, written)

    def appended(self, container: Node | StrictNode, value: Any, name: str = "") -> Edit:
        """A further item of a list, or member of an object, written like those before it."""
        children = list(container.children.values())
        inside = self.text.text[container.start + 1 : container.end - 1]
        lines = "\n" in inside or "\r" in inside
        inner = self._indent(container, children)
        unit = inner.removeprefix(self._indent_of(container.start)) or "  "
        one_line = not lines or all(self._is_one_line(child) for child in children)
        written = _written(value, name, inner, unit if not one_line else None, self.text.newline)
        before = f"{self.text.newline}{inner}" if lines else " " if children else ""
        if children:
            at = max(child.end for child in children)
            remark = _REMARK.match(self.text.text, at) if lines else None
            if remark is None or "/" not in remark[0]:
                return self.text.edit(at, at, f",{before}{written}")
            # a comment stays with what it is about
            comma = "" if remark["comma"] else ","
            return self.text.edit(at, remark.end(), f"{comma}{remark[0]}{before}{written}")
        after = f"{self.text.newline}{self._indent_of(container.start)}" if lines else ""
        # a comment stays
        start = container.end - 1 - len(inside) + len(inside.rstrip())
        return self.text.edit(start, container.end - 1, f"{before}{written}{after}")

    def _indent(self, container: Node | StrictNode, children: list[Node | StrictNode]) -> str:
        """What stands before the items of a container that has a line for each."""
        if children:
            last = children[-1]
            return self._indent_of(last.name_start if last.name_end else last.start)
        return self._indent_of(container.start) + "  "

    def _indent_of(self, offset: int) -> str:
        """The blanks at the beginning of an offset's line."""
        line = self.text.line_of(offset)
        found = _INDENT.match(self.text.text, self.text.lines(line, line)[0])
        return found[0] if found else ""

    def _is_one_line(self, node: Node | StrictNode) -> bool:
        return self.text.line_of(node.start) == self.text.line_of(node.end)


def json_of(path: str, files: Files) -> Json | None:
    """A file's tree, None where the host cannot read it or it cannot be written as it was."""
    text = text_of(path, files)
    if text is None:
        return None
    try:
        return Json(text, parse(text.text, depth=MAX_DEPTH, digits=MAX_DIGITS))
    except JsonError:
        return None


def _written(value: Any, name: str, indent: str, unit: str | None, newline: str) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=unit)
    lines = text.split("\n")
    rest = "".join(f"{newline}{indent}{line}" for line in lines[1:])
    return (f"{json.dumps(name)}: " if name else "") + lines[0] + rest
