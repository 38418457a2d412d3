"""A file's text with the way back to its bytes: places of findings → edits, all else untouched."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from fxpack.model import Edit, Files, Location
from fxpack.nouns import NamedTuple
from fxpack.read.places import encoding

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NEWLINE = re.compile(r"\r\n?|\n")


class Text:
    """The text of one file. Offsets are of characters, from 0, after a byte order mark."""

    def __init__(self, path: str, mark: bytes, codec: str, text: str) -> None:
        self.path = path
        self.text = text
        self._mark = mark
        self._codec = codec

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines of findings begin."""
        if self.path.endswith((".py", ".json")):
            return self._shown_starts
        # as pip cuts lines
        return [0, *accumulate(map(len, self.text.splitlines(keepends=True)))]

    @cached_property
    def _shown_starts(self) -> list[int]:
        """Where lines begin for everyone else."""
        return [0, *(newline.end() for newline in _NEWLINE.finditer(self.text))]

    @property
    def newline(self) -> str:
        """How lines end here, by the first one."""
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; both count from 1, columns in characters."""
        return min(self._starts[min(line, len(self._starts)) - 1] + column - 1, len(self.text))

    def line_of(self, offset: int) -> int:
        """The line that an offset is in, from 1."""
        return bisect_right(self._starts, offset)

    def range(self, at: Location) -> tuple[int, int]:
        """The offsets at which a place begins and ends."""
        return self.offset(at.line, at.column), self.offset(at.end_line, at.end_column)

    def lines(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of some lines with their ends."""
        after = self._starts[last] if last < len(self._starts) else len(self.text)
        return self._starts[first - 1], after

    def location(self, edit: Edit) -> Location:
        """The place of an edit of this file, with lines as editors cut them."""
        at = len(self._decoded(edit.start)), len(self._decoded(edit.end))
        (line, column), (end_line, end_column) = map(self._place, at)
        return Location(self.path, line, column, end_line, end_column)

    def new(self, edit: Edit) -> str:
        """What an edit of this file writes."""
        return edit.new.decode(self._codec)

    def _decoded(self, byte: int) -> str:
        """The text before a byte of the file."""
        if self._is_plain:
            return self.text[: byte - len(self._mark)]
        return self._data[: byte - len(self._mark)].decode(self._codec)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._shown_starts, offset)
        return line, offset - self._shown_starts[line - 1] + 1

    def edit(self, start: int, end: int, new: str) -> Edit:
        """New text for a range."""
        return Edit(self.path, self._byte(start), self._byte(end), new.encode(self._codec))

    def _byte(self, offset: int) -> int:
        if self._is_plain:
            return len(self._mark) + offset
        return len(self._mark) + len(self.text[:offset].encode(self._codec))

    @cached_property
    def _data(self) -> bytes:
        return self.text.encode(self._codec)

    @cached_property
    def _is_plain(self) -> bool:
        """Whether each character is one byte."""
        return len(self._data) == len(self.text)


class Written(NamedTuple):
    """How a file is written."""

    mark: bytes
    codec: str


def text_of(path: str, files: Files) -> Text | None:
    """The text of a file, None where it cannot be read, or not be written as it was."""
    try:
        data = files[path]
    except (KeyError, OSError):
        return None
    return _text(path, data)


@lru_cache(maxsize=16)
def _text(path: str, data: bytes) -> Text | None:
    mark, codec = _written(path, data)
    try:
        text = data[len(mark) :].decode(codec)
        same = text.encode(codec) == data[len(mark) :]
    except (UnicodeError, LookupError):
        return None
    return Text(path, mark, codec, text) if same else None


def _written(path: str, data: bytes) -> Written:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Written(mark, codec)
    return Written(b"", encoding(data) if path.endswith(".py") else "utf-8")
