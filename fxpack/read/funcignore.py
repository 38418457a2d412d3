"""The lines of .funcignore as func reads them, which is not as git does.

A port of azure-functions-core-tools 4, Common/GitIgnoreParser.cs: each line becomes a regular
expression in which all but the star stands for itself, `*` is one or more characters of a name and
`**` one or more of any. It has to match the beginning of a file's path, up to the edge of a word (in
the sense of ECMAScript: letters, digits and underscores of ASCII). A file is left out if a line
matches and no line with `!` does, wherever these stand: order means nothing, and no folder is final.

One thing is not ported, because it says nothing about the lines: func takes every occurrence of the
app's own folder out of a path, so that `/app/application.py` in the app `/app` is `lication.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from fxpack.model import Decision

BOM = "\ufeff"
SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What `String.Trim` of .NET takes away; Python's `strip` would also take \\x1c to \\x1f."""

MOST_STARS = 2
LONGEST = 1000
"""A line with more stars or characters is matched step by step: as a regular expression it could take
minutes to match, or seconds to compile."""


class FuncIgnore:
    """The lines of the .funcignore at an app's root; paths are relative to that."""

    def __init__(self, content: bytes, file: str = ".funcignore") -> None:
        self.file = file
        self._lines = tuple(_lines(content.decode("utf-8", "replace").removeprefix(BOM)))

    def decide(self, path: str, *, folder: bool = False) -> Decision | None:
        """What decides about a path: for func that is nothing but `decide_alone`."""
        return self.decide_alone(path, folder=folder)

    def decide_alone(self, path: str, *, folder: bool = False) -> Decision | None:
        """The line that leaves a path out, or the line with `!` that stops it.

        A folder is only left out where that is so for whatever may be in it.
        """
        path = _with_slash(path, folder=folder)
        if not self._out.match(path) or (folder and self._in.lines):
            return None
        line = self._in.first(path) or self._out.first(path)
        return None if line is None else self._decision(line)

    def matching(self, path: str, *, folder: bool = False) -> Iterator[Decision]:
        """What each line that matches a path says of it, those with `!` first, as they win."""
        path = _with_slash(path, folder=folder)
        for lines in (self._in.lines, self._out.lines):
            yield from (self._decision(line) for line in lines if line.matches(path))

    def naming(self, text: str) -> FuncIgnore:
        """Only those lines whose pattern has a text in it."""
        some = FuncIgnore(b"", self.file)
        some._lines = tuple(line for line in self._lines if text in line.pattern)
        return some

    @cached_property
    def _out(self) -> _Side:
        return _Side(line for line in self._lines if not line.negative)

    @cached_property
    def _in(self) -> _Side:
        return _Side(line for line in self._lines if line.negative)

    def _decision(self, line: _Line) -> Decision:
        return Decision(
            excluded=not line.negative, pattern=line.text, file=self.file, line=line.number
        )


def _with_slash(path: str, *, folder: bool) -> str:
    # A pattern matches what is in a folder if it matches before the folder's last slash: there the
    # edge of a word is known already.
    return path + "/" * folder


class _Side:
    """All lines with `!`, or all without."""

    def __init__(self, lines: Iterable[_Line]) -> None:
        self.lines = tuple(lines)
        simple = [line.source for line in self.lines if line.is_simple]
        self._simple = re.compile(f"(?:{'|'.join(simple) if simple else '(?!)'})\\b", re.ASCII)
        self._others = tuple(line for line in self.lines if not line.is_simple)

    def match(self, path: str) -> bool:
        if self._simple.match(path):
            return True
        return any(line.matches(path) for line in self._others)

    def first(self, path: str) -> _Line | None:
        """The first line that matches."""
        if not self.match(path):
            return None
        return next((line for line in self.lines if line.matches(path)), None)


class _Line:
    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.text = text
        self.negative = text.startswith("!")
        self.pattern = text.removeprefix("!").removeprefix("/")
        self.parts = re.findall(r"\*\*|\*|[^*]+", self.pattern)
        stars = sum(part in _SOURCES for part in self.parts)
        self.is_simple = stars <= MOST_STARS and len(self.pattern) <= LONGEST

    @property
    def source(self) -> str:
        """The pattern as a regular expression, without the edge of a word that ends it."""
        return "".join(_SOURCES.get(part) or re.escape(part) for part in self.parts)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.source})\\b", re.ASCII)

    def matches(self, path: str) -> bool:
        """Whether the pattern matches the beginning of a path."""
        if self.is_simple:
            return bool(self._regex.match(path))
        return any(_EDGE.match(path, end) for end in _ends(self.parts, path))


_SOURCES = {"**": ".+", "*": "[^/]+"}
_EDGE = re.compile(r"\b", re.ASCII)


def _lines(content: str) -> Iterator[_Line]:
    for number, raw in enumerate(content.split("\n"), 1):
        text = raw.strip(SPACE)
        if text and not text.startswith("#"):
            yield _Line(number, text)


def _ends(parts: Iterable[str], path: str) -> set[int]:
    """Where a pattern may end that begins where the path does."""
    ends = {0}
    for part in parts:
        if part not in _SOURCES:
            ends = {end + len(part) for end in ends if path.startswith(part, end)}
        else:
            stop = "\n" if part == "**" else "/"
            ends = set(_after_star(ends, path, stop))
    return ends


def _after_star(starts: set[int], path: str, stop: str) -> Iterator[int]:
    """All places that one or more characters other than `stop` lead to."""
    reach = -1
    for start in sorted(starts):
        if start <= reach:
            continue
        found = path.find(stop, start)
        reach = len(path) if found == -1 else found
        yield from range(start + 1, reach + 1)
