"""What the names of `typing` are to the worker, bare and subscripted, on each Python.

All of it is looked up in data/typing.json, which was made by asking the real `typing` modules and
the worker's own test for generics.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Literal

from fxpack.facts import table
from fxpack.model import TypeShape

Position = Literal[0, 1, 2, 3]
"""Where an annotation stands: plain, in a string, as the argument of Out, of another generic."""

LETTERS = "ABCA"


class TypingForms:
    """The table, as one target Python sees it."""

    def __init__(self, python: tuple[int, int]) -> None:
        self.python = python

    def knows(self, name: str) -> bool:
        """Whether the table has a name, given with its module (builtins without)."""
        return bool(self._pattern(name))

    def outcome(self, name: str, form: str, position: Position) -> tuple[str, str]:
        """What a name is in one form ("" is bare, "[A]", "[A, B]", …): outcome and what is behind.

        The outcome is "class", "generic", "nontype", "first", "raises" or "unknown"; an exclamation
        mark behind it says that what is behind is no class.
        """
        pattern, origin = self._pattern(name).partition(" ")[::2]
        if not pattern:
            return "unknown", ""
        forms: dict[str, str] = table("typing")["patterns"][pattern]
        found = forms.get(form)
        if found is None:
            return "raises", ""
        words = found.split(" ")
        word = words[position if len(words) > 1 else 0]
        return self._word(word, origin)

    @staticmethod
    def _word(word: str, origin: str) -> tuple[str, str]:
        if word == "A":
            return "first", ""
        if word in {"raises", "refuses"}:
            return "raises", ""
        for mark in ":!":
            if mark in word:
                kind, _, behind = word.partition(mark)
                return kind + mark.strip(":"), origin if behind == "$" else behind
        return word, ""

    def _pattern(self, name: str) -> str:
        module, _, plain = name.rpartition(".")
        versions: dict[str, str] = (
            table("typing")["names"].get(module or "builtins", {}).get(plain, {})
        )
        found = ""
        for version, pattern in versions.items():
            if tuple(int(part) for part in version.split(".")) <= self.python:
                found = pattern
        return found


def form_of(items: Sequence[ast.expr]) -> str:
    """The form of a subscript with these arguments, as the table names it."""
    if not items:
        return "[()]"
    if len(items) == 1 and isinstance(items[0], ast.Constant) and isinstance(items[0].value, str):
        return '["s"]'
    letters = []
    for item, letter in zip(items, LETTERS, strict=False):
        if isinstance(item, ast.List):
            letters.append(f"[{letter}]")
        elif isinstance(item, ast.Constant) and item.value is ...:
            letters.append("...")
        else:
            letters.append(letter)
    return f"[{', '.join(letters)}]"


def shape(kind: str, text: str, behind: TypeShape | None, args: tuple[TypeShape, ...]) -> TypeShape:
    """A shape from an outcome."""
    plain = kind.removesuffix("!")
    assert plain in {"class", "generic", "nontype", "unknown"}
    return TypeShape(kind=plain, text=text, origin=behind, args=args)  # type: ignore[arg-type]
