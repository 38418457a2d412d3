"""What only lenient readers take for JSON, the host's among them: comments, trailing commas and more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from re import DOTALL
from re import compile as regex
from typing import Literal, NoReturn

from fxpack.nouns import NamedTuple

Kind = Literal["comment", "trailing comma", "text in single quotes", "name without quotes"]

_TOKEN = regex(
    r"""(?P<double>"(?:[^"\\]|\\.)*")|(?P<single>'(?:[^'\\]|\\.)*')|(?P<comment>//[^\r\n]*|/\*.*?\*/)"""
    r"""|(?P<comma>,)|(?P<closer>[}\]])|(?P<word>[^\s"',:/{}\[\]]+)|(?P<colon>:)|(?P<other>\S)""",
    DOTALL,
)


class Lenience(NamedTuple):
    """A range of a text that strict JSON has no place for."""

    kind: Kind
    start: int
    end: int


def is_strict(text: str) -> bool:
    """Whether every reader of JSON takes a text."""
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def leniences(text: str) -> Iterator[Lenience]:
    """What stands in the way of strict JSON, in order, in a text that Json.NET accepts.

    What else it accepts is passed over: numbers of other bases, `undefined`, constructors.
    """
    comma: Lenience | None = None
    word: Lenience | None = None
    waiting: list[Lenience] = []
    for found in _TOKEN.finditer(text):
        kind, (start, end) = found.lastgroup, found.span()
        if kind == "comment":
            waiting.append(Lenience("comment", start, end))
            continue
        if comma is not None and kind == "closer":
            yield comma
        if word is not None and kind == "colon":
            yield word
        yield from waiting
        waiting = []
        comma = Lenience("trailing comma", start, end) if kind == "comma" else None
        word = Lenience("name without quotes", start, end) if kind == "word" else None
        if kind == "single":
            yield Lenience("text in single quotes", start, end)
    yield from waiting


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
