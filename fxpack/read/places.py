"""Places as readers and rules name them → places to show, with the text of their lines."""

from __future__ import annotations

import re
import warnings

from fxpack.model import CodeSpan, Files, JsonPointer, Location, Place

_NEWLINE = re.compile(r"\r\n?|\n")
_COOKIE = re.compile(rb"coding[:=]")
_BOM = b"\xef\xbb\xbf"


class Places:
    """The places of one app's files. What it reads is kept: make one where there is something."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lines: dict[str, list[str]] = {}
        self._shown: dict[str, list[str]] = {}
        self._secrets: dict[str, tuple[str, ...]] = {}

    def location(self, place: Place) -> Location:
        """The exact range of a place; of a file that cannot be read, its beginning."""
        match place:
            case JsonPointer():
                return self._node(place)
            case CodeSpan():
                return self._span(place)
            case _:
                return place

    def line(self, path: str, number: int) -> str | None:
        """The text of a line without its end, None where there is none."""
        if path not in self._lines:
            text = self._text(path)
            self._lines[path] = [] if text is None else _NEWLINE.split(text)
        return _at(number, self._lines[path])

    def shown_line(self, path: str, number: int) -> str | None:
        """The same with every character of a secret hidden."""
        if path not in self._shown:
            from fxpack.read.secrets import masked

            text = self._text(path)
            self._shown[path] = [] if text is None else _NEWLINE.split(masked(text))
        return _at(number, self._shown[path])

    def secrets(self, path: str) -> tuple[str, ...]:
        """What must not be shown of a file."""
        if path not in self._secrets:
            from fxpack.read.secrets import values_in

            self._secrets[path] = values_in(self._text(path) or "")
        return self._secrets[path]

    def _node(self, pointer: JsonPointer) -> Location:
        from fxpack.read.jsonpos import locate

        data = self._read(pointer.path)
        return Location(path=pointer.path) if data is None else locate(pointer.path, data, pointer)

    def _span(self, span: CodeSpan) -> Location:
        return Location(
            path=span.path,
            line=span.line,
            column=self._column(span.path, span.line, span.column),
            end_line=span.end_line,
            end_column=self._column(span.path, span.end_line, span.end_column),
        )

    def _column(self, path: str, number: int, offset: int) -> int:
        """The column, in characters from 1, of an offset in UTF-8 bytes."""
        line = self.line(path, number)
        if line is None or line.isascii():
            return offset + 1
        # no character takes less than a byte
        return len(line[:offset].encode("utf-8", "replace")[:offset].decode("utf-8", "ignore")) + 1

    def _text(self, path: str) -> str | None:
        data = self._read(path)
        return None if data is None else text_of(path, data)

    def _read(self, path: str) -> bytes | None:
        try:
            return self._files[path]
        except (OSError, KeyError):
            return None


def _at(number: int, lines: list[str]) -> str | None:
    return lines[number - 1] if 0 < number <= len(lines) else None


def text_of(path: str, data: bytes) -> str:
    """A file as text, never failing: JSON as the host decodes it, Python by its cookie."""
    if path.endswith(".json"):
        from fxpack.read.jsonpos import decode

        return decode(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # what PowerShell writes
        return data.decode("utf-16", "replace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            codec = encoding(data) if path.endswith(".py") else "utf-8"
            return data.removeprefix(_BOM).decode(codec, "replace")
    except (LookupError, UnicodeError):
        # a cookie may name what is no encoding of text (`hex`) or what cannot pass over a fault
        return data.decode("utf-8", "replace")


def encoding(data: bytes) -> str:
    """The encoding of a Python file, as its first lines say."""
    if not _COOKIE.search(data[:400]):
        return "utf-8"
    from io import BytesIO
    from tokenize import detect_encoding

    try:
        return detect_encoding(BytesIO(data).readline)[0]
    except SyntaxError:
        return "utf-8"
