"""Secrets in texts: what is certainly one, and texts that show none.

The shapes are data, from detectors that are well kept (fxpack/data/secrets.json names them). Beyond
its shape a value must look random, and what stands around it must not say that it opens nothing: a
stand-in, an emulator's key or a variable is no secret.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from fxpack.facts import table
from fxpack.nouns import NamedTuple
from fxpack.read.secret_checks import CHECKS, VARIABLE, Check
from fxpack.read.secret_marks import may_hold, runs_of

HIDDEN = "*"
_PART = 8
"""So many characters of a secret must not be shown in a row."""


class Secret(NamedTuple):
    """A secret in a text.

    kind        the name of the rule about it
    what        what it is called
    start, end  its characters
    at          what to point at begins here, in the same line or above
    """

    kind: str
    what: str
    start: int
    end: int
    at: int


class _Shape(NamedTuple):
    """A shape of the data. Its pattern is made when it is wanted, which takes as long as the rest."""

    kind: str
    what: str
    holds: tuple[str, ...]
    run: bytes
    pattern: str
    check: Check


def secrets_in(text: str, *, certain: bool = True) -> list[Secret]:
    """The secrets of a text, in order; none overlaps another.

    certain  without, also what only has the shape of one, and of two that overlap both
    """
    lowered = text.lower()
    runs = runs_of(text.encode("utf-8", "replace"))
    found: list[Secret] = []
    for shape in _shapes():
        if shape.run not in runs or not any(part in lowered for part in shape.holds):
            continue
        for match in re.finditer(shape.pattern, text):
            start, end = match.span("secret")
            if certain and any(each.start < end and start < each.end for each in found):
                continue
            unsure = not certain and not re.search(VARIABLE, match["secret"])
            if unsure or shape.check(text, start, end):
                at = match.start() if shape.kind == "private-key-in-file" else start
                found.append(Secret(shape.kind, shape.what, start, end, at))
    return sorted(found, key=lambda each: each.start)


def values_in(text: str) -> tuple[str, ...]:
    """The secrets of a text themselves, none of which may be shown."""
    if not may_hold(text.encode("utf-8", "replace")):
        return ()
    return tuple(text[each.start : each.end] for each in secrets_in(text))


def masked(text: str, values: Iterable[str] = ()) -> str:
    """A text of the same length and lines, with nothing to be seen of what may be a secret.

    values  secrets of which it may hold a part
    """
    spans = _parts(text, [value for value in values if len(value) >= _PART])
    if may_hold(text.encode("utf-8", "replace")):
        spans += [(each.start, each.end) for each in secrets_in(text, certain=False)]
    for start, end in spans:
        hidden = re.sub(r"[^\r\n]", HIDDEN, text[start:end])
        text = text[:start] + hidden + text[end:]
    return text


def _parts(text: str, values: Collection[str]) -> list[tuple[int, int]]:
    """Where something stands that is also in one of the values."""
    if not values:
        return []
    windows = ((at, at + _PART) for at in range(len(text) - _PART + 1))
    return [(at, end) for at, end in windows if any(text[at:end] in each for each in values)]


@cache
def _shapes() -> tuple[_Shape, ...]:
    return tuple(
        _Shape(
            kind=each["kind"],
            what=each["what"],
            holds=tuple(each["holds"]),
            run=b"x" * each.get("run", 0),
            pattern=_pattern(each["pattern"], each.get("edge", "")),
            check=CHECKS[each.get("check", "random")],
        )
        for each in table("secrets")["shapes"]
    )


def _pattern(pattern: str, edge: str) -> str:
    return f"(?<![{edge}]){pattern}(?![{edge}])" if edge else pattern
