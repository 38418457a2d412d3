"""Places to show: columns in characters whatever the file's encoding and line ends."""

from __future__ import annotations

import ast

import pytest

from fxpack.model import CodeSpan, JsonPointer, Location
from fxpack.read.places import Places


def span_of(name: str, data: bytes) -> CodeSpan:
    """Where `ast` sees a name."""
    for node in ast.walk(ast.parse(data)):
        if isinstance(node, ast.Name) and node.id == name:
            end_line, end = node.end_lineno or 0, node.end_col_offset or 0
            return CodeSpan("f.py", node.lineno, node.col_offset, end_line, end)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("data", "line", "column", "text"),
    [
        (b"x\n", 1, 1, "x"),
        (b"a = b\nc = (a, x)\n", 2, 9, None),
        (b"a = b\r\nc = (a, x)\r\n", 2, 9, "c = (a, x)"),
        (b"a = b\rc = (a, x)\r", 2, 9, "c = (a, x)"),
        (b"\xef\xbb\xbfx\n", 1, 1, "x"),
        ("'äö', x\n".encode(), 1, 7, "'äö', x"),
        ("'😀', x\n".encode(), 1, 6, "'😀', x"),
        ("# coding: latin-1\n'äö', x\n".encode("latin-1"), 2, 7, "'äö', x"),
        ("# -*- coding: cp1251 -*-\n'Ж', x\n".encode("cp1251"), 2, 6, "'Ж', x"),
        (b"\x0ca = x\n", 1, 6, "\x0ca = x"),
        (b"a = '''\n''', x\n", 2, 6, "''', x"),
        ("a = '\u2028', x\n".encode(), 1, 10, "a = '\u2028', x"),
    ],
)
def test_code(data: bytes, line: int, column: int, text: str | None) -> None:
    places = Places({"f.py": data})
    assert places.location(span_of("x", data)) == Location(
        path="f.py", line=line, column=column, end_line=line, end_column=column + 1
    )
    if text is not None:
        assert places.line("f.py", line) == text


def test_a_node_of_json() -> None:
    places = Places({"f.json": b'// c\n{"a": {"b": 1}}'})
    at = Location(path="f.json", line=2, column=13, end_line=2, end_column=14)
    assert places.location(JsonPointer("f.json", ("a", "b"))) == at


@pytest.mark.parametrize(
    "cookie", ["hex", "rot13", "zlib", "idna", "undefined", "unicode_escape", "nothing"]
)
def test_a_cookie_that_names_no_encoding(cookie: str) -> None:
    data = f"# coding: {cookie}\nx = 1\n".encode() + b"\xff"
    assert Places({"f.py": data}).line("f.py", 2) == "x = 1"


@pytest.mark.parametrize("encoded", ["ä".encode("utf-16"), b"\xef\xbb\xbf\xc3\xa4", b"\xc3\xa4"])
def test_json_is_decoded_as_the_host_does(encoded: bytes) -> None:
    assert Places({"f.json": encoded}).line("f.json", 1) == "ä"


@pytest.mark.parametrize(
    "place", [JsonPointer("gone.json", ("a",)), CodeSpan("gone.py", 1, 0, 1, 0)]
)
def test_a_file_that_vanished(place: JsonPointer | CodeSpan) -> None:
    places = Places({})
    assert places.location(place).path == place.path
    assert places.line(place.path, 1) is None


@pytest.mark.parametrize("number", [0, 3])
def test_no_such_line(number: int) -> None:
    assert Places({"f.py": b"a\n"}).line("f.py", number) is None


def test_an_unknown_cookie_is_read_as_utf_8() -> None:
    assert Places({"f.py": b"# coding: nonsense\n\xc3\xa4"}).line("f.py", 2) == "ä"
