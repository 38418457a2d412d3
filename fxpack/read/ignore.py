"""Ignore files with git's meaning: .funcignore, and .gitignore where apps are searched.

pathspec translates a line, and that is all it is asked for: it matches whole paths, where git
decides folder by folder, so the walk is here. What git reads otherwise than pathspec (escapes,
brackets, some stars) is taken out of a line before, and put back as a regular expression after.
All matching is over bytes, as in git: `?` is one byte of a name, not one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from fxpack.facts import table
from fxpack.model import Decision

BOM = b"\xef\xbb\xbf"
WITHOUT_TRAILING_SPACES = re.compile(rb"((?:[^\\ ]|\\.| +(?=[^ ]))*+\\?) *", re.DOTALL)
LITERAL_START = re.compile(r"[^*?\[\\]*")
REPEATED_STAR = re.compile(r"\[\^/\]\*([^(]+?)(?=\[\^/\]\*)")
"""A star and what follows it, up to the next star: the first place where that fits is as good as any
other, so it need not be left again. Else `*a*a*a*a*a*b` would take minutes on a long name."""

ANY_FOLDERS = re.compile(r"\(\?:(/\.\+|\.[+*]/)\)\?((?:\\.|[^(\\])+)(?=\(\?:/\.\+\)\?)")
"""Two stars and what follows them, up to the next two: the same holds for whole folders."""

MANY_PATHS = 50
"""From here on all lines are asked at once whether one of them matches: most paths match none."""

LONGEST = 8192
"""A pattern of more bytes than twice the longest path matches nothing."""

FIRST_PLACEHOLDER = 0xE000
POSIX_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class Ignore:
    """The lines of one ignore file; paths are relative to its folder."""

    def __init__(self, content: bytes, file: str = ".funcignore") -> None:
        self.file = file
        self._lines = tuple(_lines(content))[::-1]
        self._alone: dict[tuple[str, bool], Decision | None] = {}
        self._asked = 0

    def decide(self, path: str, *, folder: bool = False) -> Decision | None:
        """What decides about a path: the last line that names it, unless a folder above is out."""
        end = path.find("/")
        while end != -1:
            above = self.decide_alone(path[:end], folder=True)
            if above is not None and above.excluded:
                return above
            end = path.find("/", end + 1)
        return self.decide_alone(path, folder=folder)

    def decide_alone(self, path: str, *, folder: bool = False) -> Decision | None:
        """The last line that names a path, whatever becomes of the folders above."""
        if not self._lines:
            return None
        key = (path, folder)
        if key not in self._alone:
            self._alone[key] = next(self.matching(path, folder=folder), None)
        return self._alone[key]

    def naming(self, text: str) -> Ignore:
        """Only those lines whose pattern has a text in it."""
        some = Ignore(b"", self.file)
        some._lines = tuple(line for line in self._lines if text in line.pattern)
        return some

    def matching(self, path: str, *, folder: bool = False) -> Iterator[Decision]:
        """What each line that names a path says of it, the last line first."""
        whole = path.encode("utf-8", "surrogateescape")
        name = whole.rpartition(b"/")[2]
        self._asked += 1
        if self._asked > MANY_PATHS and not any(
            regex.fullmatch(text)
            for regex, text in zip(self._joined[folder], (name, whole), strict=True)
        ):
            return
        for line in self._lines:
            if (folder or not line.folders_only) and line.matches(whole, name):
                yield Decision(
                    excluded=not line.negative, pattern=line.text, file=self.file, line=line.number
                )

    @cached_property
    def _joined(self) -> tuple[tuple[re.Pattern[bytes], ...], ...]:
        """All lines in one: those for files and those for folders, each by name and by whole path."""
        return tuple(
            tuple(
                _join(
                    line.regex.pattern
                    for line in self._lines
                    if line.regex
                    and line.anchored is anchored
                    and (folder or not line.folders_only)
                )
                for anchored in (False, True)
            )
            for folder in (False, True)
        )


def _join(patterns: Iterable[bytes]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(b"(?:%b)" % each for each in patterns) or b"(?!)", re.DOTALL)


class _Line:
    def __init__(self, number: int, text: bytes) -> None:
        pattern = text.removeprefix(b"!").decode("latin-1")
        self.number = number
        self.text = text.decode("utf-8", "replace")
        self.pattern = pattern.removesuffix("/")
        self.negative = text.startswith(b"!")
        self.folders_only = pattern.endswith("/")
        self.anchored = "/" in self.pattern

    @cached_property
    def regex(self) -> re.Pattern[bytes] | None:
        source = translate(self.pattern)
        return None if source is None else re.compile(source, re.DOTALL)

    def matches(self, path: bytes, name: bytes) -> bool:
        regex = self.regex
        return regex is not None and bool(regex.fullmatch(path if self.anchored else name))


def _lines(content: bytes) -> Iterator[_Line]:
    for number, raw in enumerate(content.removeprefix(BOM).split(b"\n"), 1):
        found = WITHOUT_TRAILING_SPACES.match(raw.removesuffix(b"\r").partition(b"\0")[0])
        text = found[1] if found else b""
        if text and not text.startswith(b"#"):
            yield _Line(number, text)


def translate(pattern: str) -> bytes | None:
    """A regular expression for one pattern, None where it matches nothing.

    The pattern comes without `!` and without its last slash, its bytes as characters. The result is
    for a whole name, or for a whole path where the pattern has a slash.

    Common patterns are kept translated, because `import pathspec` takes 10 to 17 ms, a tenth of what
    `fxpack lint` may take for an app: measured after `import typer`, with compiled bytecode.
    """
    known: str | None = table("ignore_lines")["lines"].get(pattern)
    return translated(pattern) if known is None else known.encode("latin-1")


def translated(pattern: str) -> bytes | None:
    """`translate` without what is kept."""
    if len(pattern) > LONGEST:
        return None
    try:
        shape, pieces = _taken_out(pattern)
    except ValueError:
        return None
    if not shape or "//" in shape or shape.endswith("/"):
        return None
    if "/" in pattern and "/" not in shape:
        shape = "/" + shape
    source = _by_pathspec(shape)
    for placeholder, piece in pieces.items():
        source = source.replace(placeholder, piece)
    source = ANY_FOLDERS.sub(_once, source)
    return REPEATED_STAR.sub(r"(?>[^/]*?\1)", source).encode("latin-1")


def _once(found: re.Match[str]) -> str:
    folders = re.sub(r"[*+]", r"\g<0>?", found[1])
    return f"(?>(?:{folders})??{found[2]}(?=/))"


def _by_pathspec(shape: str) -> str:
    """The translation of pathspec, for one path instead of that path and all below it."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    source, _ = GitIgnoreSpecPattern.pattern_to_regex(shape)
    if source is None:
        raise AssertionError(shape)
    if source == ".":
        return ".+"
    if source == "/":
        return ".+/.+"
    return source + ".+" if source.endswith("/") else re.sub(r"\(\?P<\w+>", "(?:", source)


def _taken_out(pattern: str) -> tuple[str, dict[str, str]]:
    """A pattern with placeholders for what git reads otherwise than pathspec, and their meaning.

    Raises ValueError where git lets a pattern match nothing.
    """
    pieces: dict[str, str] = {}
    shape = ""
    at = 0
    while at < len(pattern):
        char, end, piece = pattern[at], at + 1, ""
        if char == "[":
            piece, end = bracket(pattern, at)
        elif char == "\\":
            piece, end = re.escape(_char(pattern, end)), end + 1
        elif char == "*":
            end = len(pattern) - len(pattern[at:].lstrip("*"))
            char, piece, end = _stars(pattern, at, end, alone=not shape or shape[-1] == "/")
        elif char.isspace() or char in "!#":
            piece = re.escape(char)
        if piece:
            char = chr(FIRST_PLACEHOLDER + len(pieces))
            pieces[char] = piece
        shape += char
        at = end
    return shape, pieces


def _stars(pattern: str, start: int, end: int, *, alone: bool) -> tuple[str, str, int]:
    """What stands for some stars (stars, or a piece of regular expression), and where they end.

    git compares what comes before the first wildcard apart, so two stars right after it count as if
    they began the pattern: `x/a**/b` matches x/ab and x/a1/2/b.
    """
    rest = pattern[end:]
    first = "/" in pattern and not LITERAL_START.sub("", pattern[:start])
    free = alone or first or pattern[start - 1] == "/"
    if end - start == 1 or not free or (rest and not rest.startswith(("/", "\\/"))):
        return "*", "", end
    if alone and not rest.startswith("\\"):
        return "**", "", end
    return ("", "(?:.*/)?", end + 1) if rest.startswith("/") else ("", ".*", end)


def bracket(pattern: str, start: int) -> tuple[str, int]:
    """The regular expression of the bracket that opens at `start`, and where the rest begins.

    Goes step by step as git's wildmatch.c, where the meaning of a character hangs on those before.
    Raises ValueError where git gives up.
    """
    at = start + 1
    negated = pattern[at : at + 1] in {"!", "^"}
    at += negated
    chosen: set[int] = set()
    previous, at = _member(pattern, at, "", chosen)
    while pattern[at : at + 1] != "]":
        previous, at = _member(pattern, at, previous, chosen)
    wanted = (set(range(256)) - chosen if negated else chosen) - {ord("/")}
    if not wanted:
        raise ValueError(pattern)
    return "[" + "".join(f"\\x{byte:02x}" for byte in sorted(wanted)) + "]", at + 1


def _member(pattern: str, at: int, previous: str, chosen: set[int]) -> tuple[str, int]:
    """Add one member of a bracket; returns what a range may start from, and where to go on."""
    char = _char(pattern, at)
    if char == "-" and previous and pattern[at + 1 : at + 2] not in {"", "]"}:
        at += 1 + (pattern[at + 1] == "\\")
        chosen.update(range(ord(previous), ord(_char(pattern, at)) + 1))
        return "", at + 1
    if char == "[" and pattern[at + 1 : at + 2] == ":":
        close = pattern.index("]", at + 2)
        if close > at + 2 and pattern[close - 1] == ":":
            chosen.update(_posix_class(pattern[at + 2 : close - 1]))
            return "", close + 1
    elif char == "\\":
        at += 1
        char = _char(pattern, at)
    chosen.add(ord(char))
    return char, at + 1


def _char(pattern: str, at: int) -> str:
    if at >= len(pattern):
        raise ValueError(pattern)
    return pattern[at]


def _posix_class(name: str) -> Iterator[int]:
    """The bytes of `[:name:]`, ASCII only as in git; ValueError where there is no such class."""
    if name not in POSIX_CLASSES:
        raise ValueError(name)
    members = re.compile(f"[{POSIX_CLASSES[name]}]")
    return (byte for byte in range(128) if members.match(chr(byte)))
