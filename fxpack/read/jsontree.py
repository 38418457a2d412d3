"""JSON as Json.NET's `JsonTextReader` takes it, as a tree whose nodes know their place.

It never recurses, so no nesting breaks it, and leaves to the C parser what is strict JSON. What it
accepts and refuses is what Newtonsoft.Json 13.0, JsonTextReader.cs and JsonReader.cs, does under its defaults.
"""

from __future__ import annotations

from re import DOTALL
from re import compile as regex
from typing import Any, NoReturn

from fxpack.read.jsonstrict import StrictNode, strict

# What `char.IsWhiteSpace` says, and NUL, which the reader skips between tokens.
_BLANK = "\0\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANKS = regex(f"[{_BLANK}]*")
# `//` as the very last characters is refused, like every comment without an end.
_BLANKS_AND_COMMENTS = regex(rf"(?:[{_BLANK}]+|//(?=.)[^\r\n]*|/\*.*?\*/)*", DOTALL)
_STRINGS = {
    '"': regex(r'"[^"\\]*(?:\\.[^"\\]*)*"', DOTALL),
    "'": regex(r"'[^'\\]*(?:\\.[^'\\]*)*'", DOTALL),
}
_ESCAPE = regex(r"(?:\\u[0-9a-fA-F]{4})+|\\.", DOTALL)
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"} | {c: c for c in "\\/\"'"}
_WORD = regex(r"[\w$]+")
_CONSTRUCTOR = regex(rf"new[{_BLANK}]+[^\W_\U00010000-\U0010ffff]+[{_BLANK}]*\(")
_NUMBER = regex(r"[-+a-fA-FxX.0-9]+")
_FLOAT = regex(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_HEXADECIMAL = regex(r"0[xX][0-9a-fA-F]+")
_OCTAL = regex(r"[0-7]+")
_AFTER_NUMBER = regex(rf"[{_BLANK},}}\])/]|\Z")
_AFTER_WORD = regex(rf"[{_BLANK},}}\]]|/[/*]|\Z")
# Most members of most files, read at one stroke.
_PLAIN_MEMBER = regex(
    r"""("[^"\\]*")[ \t\r\n]*:[ \t\r\n]*"""
    r"""("[^"\\]*"|(?:0|-?[1-9][0-9]{0,17}|true|false|null)(?=[ \t\r\n,}]))"""
)
_WORDS = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}
_MOST_FAILED = 20
_CLOSERS = {"{": "}", "[": "]"}
_OPENERS = {"}": "{", "]": "[", ")": "("}
_NOUNS = {"}": "object", "]": "list", ")": "constructor"}


# Shared by all scalars, for speed, and never written to.
_CHILDLESS: dict[str | int, Node | StrictNode] = {}


class Node:
    """A value with its range, and the range of its name in an object, as offsets into the text.

    `closer` is the bracket that ends a container and empty for other values. An absent value
    (`[1,,2]`) is None with an empty range.
    """

    __slots__ = ("children", "closer", "end", "name_end", "name_start", "start", "value")

    def __init__(self, start: int, end: int, value: Any = None, closer: str = "") -> None:
        self.start = start
        self.end = end
        self.value = value
        self.closer = closer
        self.name_start = 0
        self.name_end = 0
        self.children: dict[str | int, Node | StrictNode] = {} if closer else _CHILDLESS


class JsonError(Exception):
    """What Json.NET refuses, where, and what was read until then."""

    def __init__(self, reason: str, start: int, end: int, root: Node) -> None:
        super().__init__(reason)
        self.reason = reason
        self.start = start
        self.end = end
        self.root = root


def parse(text: str, *, depth: int, digits: int) -> Node:
    """The tree of a text; raises JsonError where `JObject.Parse` refuses it.

    `depth` is the most levels of containers, `digits` the most characters of an integer.
    """
    return _Parser(text, depth, digits).parse()


class _Parser:
    def __init__(self, text: str, depth: int, digits: int) -> None:
        self.text = text
        self.depth = depth
        self.digits = digits
        self.at = 0
        self.root = Node(0, 0)
        self.open: list[Node] = []
        self.failed = 0
        self.name = (0, 0, "")

    def parse(self) -> Node:
        self._skip()
        match self._char():
            case "":
                self._fail("the file is empty")
            case "{":
                self._open("{")
                self.root = self.open[0]
            case "[":
                self._fail("the file must hold an object in braces, not a list")
            case _:
                self._fail(f"the file must hold an object in braces, not {self._shown()}")
        self._read_containers()
        self._skip()
        if self._char():
            self._fail("there is more text after the end of the object", len(self.text.rstrip()))
        return self.root

    def _read_containers(self) -> None:
        after_value = False
        while self.open:
            self._skip()
            container = self.open[-1]
            char = self._char()
            if char == container.closer:
                self._close()
                after_value = True
            elif not char:
                self._fail_unclosed(container)
            elif after_value:
                self._expect_comma(char)
                after_value = False
            else:
                if container.closer == "}":
                    if after_value := self._read_plain_member():
                        continue
                    self._read_name()
                    self._skip()
                after_value = self._read_value()

    def _read_value(self) -> bool:
        """Read a scalar, or open a container; whether a value has ended."""
        match char := self._char():
            case "":
                self._fail_unclosed(self.open[-1])
            case "{" | "[":
                return self._read_strict() or self._open(char)
            case '"' | "'":
                start = self.at
                self._add(start, self._string(char))
            case ",":
                self._add(self.at, None)
            case _ if char.isnumeric() or char in "-.":
                self._read_number()
            case _ if char in "tfnuNI":
                return self._read_word()
            case "}" if self.open[-1].closer == "}":
                self._fail(f'the value of "{_short(self.name[2])}" is missing')
            case _:
                self._fail_at_char("a value")
        return True

    # -- containers -------------------------------------------------------------------------------

    def _read_strict(self) -> bool:
        """Whether the C parser reads the value here; not asked any more once it often failed."""
        if self.failed > _MOST_FAILED:
            return False
        node = strict(self.text, self.at, self.depth - len(self.open))
        if node is None:
            self.failed += 1
        else:
            self.at = node.end
            self._attach(node)
        return node is not None

    def _open(self, opener: str, length: int = 1) -> bool:
        if len(self.open) == self.depth:
            self._fail(f"values are nested deeper than {self.depth} levels")
        node = Node(self.at, self.at + length, closer=_CLOSERS.get(opener, ")"))
        node.value = {} if opener == "{" else []
        if self.open:
            self._attach(node)
        self.open.append(node)
        self.at += length
        return False

    def _close(self) -> None:
        self.at += 1
        self.open.pop().end = self.at

    def _add(self, start: int, value: Any) -> None:
        self._attach(Node(start, self.at, value))

    def _attach(self, node: Node | StrictNode) -> None:
        parent = self.open[-1]
        key: str | int = len(parent.value)
        if parent.closer == "}":
            node.name_start, node.name_end, key = self.name
            parent.value[key] = node.value
        else:
            parent.value.append(node.value)
        parent.children[key] = node

    def _expect_comma(self, char: str) -> None:
        if char == ",":
            self.at += 1
        elif char == "/":
            self._fail_at_slash()
        elif char in _OPENERS:
            closer = self.open[-1].closer
            self._fail(f'"{char}" stands where "{closer}" must close the {_NOUNS[closer]}')
        else:
            self._fail(f"a comma is missing before {self._shown()}")

    # -- names and scalars ------------------------------------------------------------------------

    def _read_plain_member(self) -> bool:
        if found := _PLAIN_MEMBER.match(self.text, self.at):
            name, value = found.groups()
            self.name = (self.at, self.at + len(name), name[1:-1])
            self.at = found.end()
            self._add(found.start(2), value[1:-1] if value[0] == '"' else _plain(value))
        return found is not None

    def _read_name(self) -> None:
        start, char = self.at, self._char()
        if char in "\"'":
            name = self._string(char)
        else:
            name = self._bare_word()
            if not name:
                self._fail_at_char("a member's name")
            self.at += len(name)
        self.name = (start, self.at, name)
        self.at = _end(_BLANKS, self.text, self.at)
        if self._char() != ":":
            self._fail(f'a colon is missing after the name "{_short(name)}"')
        self.at += 1

    def _bare_word(self) -> str:
        """A name without quotes: of what .NET calls letters and digits, `_` and `$`."""
        found = _WORD.match(self.text, self.at)
        word = found.group() if found else ""
        return word if all(map(_names, word)) else ""

    def _string(self, quote: str) -> str:
        found = _STRINGS[quote].match(self.text, self.at)
        if found is None:
            self._fail("a string is not closed", self._line_end())
        text = found.group()[1:-1]
        if "\\" in text:
            text = self._unescaped(text)
        self.at = found.end()
        return text

    def _unescaped(self, text: str) -> str:
        parts: list[str] = []
        copied = 0
        for found in _ESCAPE.finditer(text):
            escape = found.group()
            if escape.startswith("\\u") and len(escape) > 2:
                units = escape.replace("\\u", "")
                # Halves of a pair that stand alone become U+FFFD, in Json.NET as here.
                char = bytes.fromhex(units).decode("utf-16-be", "replace")
            elif (char := _ESCAPED.get(escape[1], "")) == "":
                self.at += 1 + found.start()
                self._fail(f"{escape} is no escape sequence of JSON", self.at + len(escape))
            parts += text[copied : found.start()], char
            copied = found.end()
        return "".join(parts) + text[copied:]

    def _read_number(self) -> None:
        start = self.at
        if self.text.startswith("-I", start):
            self._read_word()
            return
        self.at = max(_end(_NUMBER, self.text, start), start)
        digits = self.text[start : self.at]
        number = _number(digits, self.digits)
        if number is None or not _AFTER_NUMBER.match(self.text, self.at):
            end = _end(_WORD, self.text, self.at)
            self.at = start
            self._fail(f"{_short(self.text[start:end])} is not a number", end)
        self._add(start, number)

    def _read_word(self) -> bool:
        """Read true, false and the like; a constructor (`new Date(1)`) is kept as a list."""
        start = self.at
        if (end := _end(_CONSTRUCTOR, self.text, start)) > start:
            return self._open("(", end - start)
        for word, value in _WORDS.items():
            end = start + len(word)
            if self.text.startswith(word, start) and self._word_ends(end):
                self.at = end
                self._add(start, value)
                return True
        return self._fail_at_char("a value")

    def _word_ends(self, end: int) -> bool:
        in_constructor = self.open[-1].closer == ")"
        return bool(_AFTER_WORD.match(self.text, end)) or (
            in_constructor and self.text.startswith(")", end)
        )

    # -- the text ---------------------------------------------------------------------------------

    def _skip(self) -> None:
        self.at = _end(_BLANKS_AND_COMMENTS, self.text, self.at)

    def _char(self) -> str:
        return self.text[self.at : self.at + 1]

    def _shown(self) -> str:
        found = _WORD.match(self.text, self.at)
        shown = _short(found.group()) if found else self._char()
        return f"'{shown}'" if shown == '"' else f'"{shown}"'

    def _line_end(self) -> int:
        ends = (self.text.find(end, self.at) for end in "\r\n")
        return min((end for end in ends if end >= 0), default=len(self.text))

    # -- errors -----------------------------------------------------------------------------------

    def _fail_at_char(self, wanted: str) -> NoReturn:
        if self._char() == "/":
            self._fail_at_slash()
        self._fail(f"{wanted} must stand here, not {self._shown()}")

    def _fail_at_slash(self) -> NoReturn:
        if self.text.startswith(("/*", "//"), self.at):
            self._fail("a comment is not closed", self._line_end())
        self._fail('"/" starts no comment: it needs a second "/" or "*"')

    def _fail_unclosed(self, container: Node) -> NoReturn:
        self.at = container.start
        self._fail(f"the {_NOUNS[container.closer]} that starts here is not closed")

    def _fail(self, reason: str, end: int = 0) -> NoReturn:
        start = min(self.at, len(self.text))
        for node in self.open:
            node.end = max(node.end, start)
        raise JsonError(reason, start, max(end, min(start + 1, len(self.text))), self.root)


def _end(pattern: Any, text: str, start: int) -> int:
    """Where a match at this offset ends; the offset itself where nothing matches."""
    found = pattern.match(text, start)
    end: int = found.end() if found else start
    return end


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"


def _names(char: str) -> bool:
    return char in "_$" or (char < "\U00010000" and (char.isalpha() or char.isdecimal()))


def _plain(value: str) -> Any:
    return _WORDS[value] if value in _WORDS else int(value)


def _number(digits: str, most: int) -> int | float | None:
    """The number Json.NET makes of these characters, None where it refuses them."""
    if digits[:1] == "0" and len(digits) > 1 and digits[1] not in ".eE":
        return _number_of_other_base(digits)
    if digits.removeprefix("-").isdecimal():
        return None if len(digits) > most else int(digits)
    return float(digits) if _FLOAT.fullmatch(digits) else None


def _number_of_other_base(digits: str) -> int | None:
    """`0x1F` is hexadecimal and `017` octal; 64 bits, of which the highest is the sign."""
    if _HEXADECIMAL.fullmatch(digits):
        value = int(digits, 16)
    elif _OCTAL.fullmatch(digits):
        value = int(digits, 8)
    else:
        return None
    if value >= 1 << 64:
        return None
    return value - (1 << 64) if value >= 1 << 63 else value
