"""The lines of .funcignore as func reads them: the table that func itself answered, and a port."""

from __future__ import annotations

import ast
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxpack.model import Decision
from fxpack.read.funcignore import FuncIgnore
from tests.read.test_ignore import CASES


def ignored(content: str | bytes, path: str, *, folder: bool = False) -> bool:
    raw = content.encode() if isinstance(content, str) else content
    decision = FuncIgnore(raw).decide(path, folder=folder)
    return decision is not None and decision.excluded


def rows() -> list[tuple[str, str, bool]]:
    """The answers of the class GitIgnoreParser of func, run with mono."""
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    fields = [line.split("\t") for line in lines]
    return [(ast.literal_eval(each[1]), each[2], each[3] == "func=IGN") for each in fields]


def test_the_table_is_whole() -> None:
    assert len(rows()) == 169


@pytest.mark.parametrize(("content", "path", "expected"), rows())
def test_table(content: str, path: str, expected: bool) -> None:
    assert ignored(content, path) is expected


@pytest.mark.parametrize(
    ("content", "out", "kept"),
    [
        ("", "", "a"),
        ("!", "", "a"),
        ("a\n!", "", "a"),
        ("/\n!b", "a bc", "b b.c .x"),
        ("# a\n  # b\n", "", "a b"),
        ("\ufeffa", "a", "b"),
        ("a\r\n\tb \r\n", "a b", ""),
        ("\x1ca", "", "a"),
        ("\xa0a\u3000", "a", ""),
        ("//a", "", "a"),
        ("a.b", "a.b a.b/x a.b.c", "axb a.bc"),
        ("[ab]", "[ab]c", "a [ab] [ab]/x"),
        ("(a|b)^$", "(a|b)^$x", "a"),
        ("***", "ab", "a /"),
        ("a*b", "axb axb/c axb.c", "ab a/b axbc"),
        ("a**b", "axb a/b ax/yb", "ab"),
        ("a*b*c*d", "a1b2c3d a1b2c3d/x", "abcd a1b2c/3d"),
        ("a**b*c**d", "a/b1c/d", "abcd a/b/c/d"),
        (b"\xff", "", "a"),
    ],
)
def test_listed(content: str | bytes, out: str, kept: str) -> None:
    assert [path for path in out.split(" ") if path and not ignored(content, path)] == []
    assert [path for path in kept.split(" ") if path and ignored(content, path)] == []


def test_a_double_star_stops_at_the_end_of_a_line() -> None:
    assert not ignored("a**b", "a\nb")
    assert ignored("a*b", "a\nb")


class TestFolders:
    @pytest.mark.parametrize(
        ("content", "out"),
        [
            ("env", True),
            ("env/", False),
            ("e*", True),
            ("env/*", False),
            ("env/x", False),
            ("**", True),
            ("env\n!x", False),
            ("en", False),
        ],
    )
    def test_are_out_when_all_in_them_is(self, content: str, out: bool) -> None:
        assert ignored(content, "env", folder=True) is out


def test_decision_names_the_line() -> None:
    lines = FuncIgnore(b"# c\n\n *.md \n*.txt\n!README\n!R*")
    assert lines.decide("a.md") == Decision(
        excluded=True, pattern="*.md", file=".funcignore", line=3
    )
    assert lines.decide("README.md") == Decision(
        excluded=False, pattern="!README", file=".funcignore", line=5
    )
    assert lines.decide("README") is None
    assert [each.line for each in lines.matching("README.md")] == [5, 6, 3]


def test_only_lines_that_name_something() -> None:
    some = FuncIgnore(b"a\n.p/x\n!.p/y").naming(".p")
    assert [bool(some.decide(path)) for path in ("a", ".p/x", ".p/y")] == [False, True, False]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a" * 30 + "*b", "a" * 250),
        ("**a" * 30 + "**b", "a/" * 1000),
        ("*" * 10_000, "a" * 250),
        ("*a" * 2 + "-", "a" * 4000),
        ("a" * 10_000_000, "a"),
    ],
)
def test_no_line_takes_long(line: str, path: str) -> None:
    before = time.perf_counter()
    ignored(line, path)
    assert time.perf_counter() - before < 2


# -- another port, line by line --------------------------------------------------------------------

PARTS = st.sampled_from(
    [
        "a",
        "b",
        "a",
        "b",
        "/",
        "/",
        ".",
        "-",
        "_",
        "é",
        " ",
        "*",
        "*",
        "**",
        "***",
        "!",
        "#",
        "?",
        "[",
    ]
)
LINES = st.builds("".join, st.lists(PARTS, min_size=1, max_size=7))
PATHS = st.builds("".join, st.lists(st.sampled_from("aaabb/.-_é #!?[\n"), min_size=1, max_size=9))


def ported(content: str, path: str) -> bool:
    """GitIgnoreParser.cs with the words of Python, its regular expressions included."""
    lists: tuple[list[str], list[str]] = ([], [])
    for raw in content.split("\n"):
        line = raw.strip()
        if line and not line.startswith("#"):
            negative = line.startswith("!")
            line = line[negative:]
            line = line[line.startswith("/") :]
            escaped = re.sub(r"[\-\[\]\/\{\}\(\)\+\?\.\\\^\$\|]", r"\\\g<0>", line)
            lists[negative].append(escaped.replace("**", "(.+)").replace("*", "([^\\/]+)"))
    out, kept = (
        re.compile("^((" + ")|(".join(each) + "))\\b" if each else "(?!)", re.ASCII)
        for each in lists
    )
    return bool(out.match(path)) and not kept.match(path)


@settings(max_examples=3000, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=4), path=PATHS)
def test_another_port_says_the_same(lines: list[str], path: str) -> None:
    content = "\n".join(lines)
    assert ignored(content, path) is ported(content, path)


@settings(max_examples=1000, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=3), folder=PATHS, name=PATHS)
def test_what_is_in_a_folder_that_is_out_is_out(lines: list[str], folder: str, name: str) -> None:
    content = "\n".join(lines)
    if ignored(content, folder, folder=True):
        assert ignored(content, f"{folder}/{name}")
