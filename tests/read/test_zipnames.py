"""Names that a zip can hold, and those that are one on some disks."""

from __future__ import annotations

import pytest

from fxpack.read.zipnames import above, clashes, unfit


@pytest.mark.parametrize("name", ["a", "é", "日本", "a b", "~", "a:b", "\u200b", "\xa0", "CON"])
def test_fit(name: str) -> None:
    assert unfit(name) == ""


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a\\b", "a backslash"),
        ("é\\", "a backslash"),
        ("\n", "a control character"),
        ("a\x00", "a control character"),
        ("\x85", "a control character"),
        ("\udc80\n", "bytes that are not UTF-8"),
    ],
)
def test_unfit(name: str, what: str) -> None:
    assert unfit(name) == what


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ("a b C/x", []),
        ("A a", [("A", "a")]),
        ("A a f/A", [("A", "a")]),
        ("F/a F/b f/a f/b", [("F", "f")]),
        ("F/a f/b", []),
        ("F/a/X f/a/x", [("F", "f")]),
        ("f/A/x f/a/x", [("f/A", "f/a")]),
        ("A AB ab", [("AB", "ab")]),
        ("Data/x data", [("data", "Data")]),
        ("É é", [("É", "é")]),
        ("e\u0301 é", [("e\u0301", "é")]),
        ("straße STRASSE", [("straße", "STRASSE")]),
    ],
)
def test_clashes(paths: str, expected: list[tuple[str, str]]) -> None:
    assert list(clashes(paths.split())) == expected


def test_above() -> None:
    assert list(above("a/b/c")) == ["a", "a/b"]
    assert list(above("a")) == []
