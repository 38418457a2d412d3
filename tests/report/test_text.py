"""The formats for people, as whole texts."""

from __future__ import annotations

import unicodedata
from time import process_time

import pytest

from fxpack.model import Diagnostic, Location, Severity
from fxpack.report import Report, Summary, plain, text

NAMES = {"FX211": "unbound-parameter", "FX121": "invalid-schedule"}


def diagnostic(
    line: int = 4,
    column: int = 11,
    end_column: int = 15,
    *,
    path: str = "f/__init__.py",
    code: str = "FX211",
    severity: Severity = "error",
    message: str = 'parameter "blob" is not a binding',
    help: str = "name the parameter after a binding",  # noqa: A002
    end_line: int | None = None,
) -> Diagnostic:
    at = Location(
        path=path, line=line, column=column, end_line=end_line or line, end_column=end_column
    )
    return Diagnostic(code=code, severity=severity, message=message, location=at, help=help)


def report(
    *diagnostics: Diagnostic, lines: dict[tuple[str, int], str] | None = None, apps: int = 1
) -> Report:
    errors = sum(each.severity == "error" for each in diagnostics)
    warnings = len(diagnostics) - errors
    return Report(
        diagnostics=diagnostics,
        lines=lines or {},
        summary=Summary(apps=apps, functions=12, files=30, errors=errors, warnings=warnings),
    )


def snippet(line: str, **place: int) -> str:
    """The two lines below the heading's gutter: the source and the carets."""
    at = {"line": 4, "column": 1, "end_column": 2, **place}
    shown = plain(text.render(report(diagnostic(**at), lines={("f/__init__.py", 4): line})))  # type: ignore[arg-type]
    return "\n".join(part[4:].rstrip("\n") for part in shown.splitlines()[2:4])


def test_full() -> None:
    lines = {("f/__init__.py", 4): "def main(blob):", ("host.json", 10): '  "version": "1.0"'}
    shown = report(
        diagnostic(column=10, end_column=14),
        diagnostic(
            10, 14, 19, path="host.json", code="FX132", severity="warning", message="no", help=""
        ),
        lines=lines,
    )
    assert plain(text.render(shown)) == (
        'f/__init__.py:4:10: FX211 parameter "blob" is not a binding\n'
        "  |\n"
        "4 | def main(blob):\n"
        "  |          ^^^^\n"
        "  = help: name the parameter after a binding\n"
        "\n"
        "host.json:10:14: FX132 no\n"
        "   |\n"
        '10 |   "version": "1.0"\n'
        "   |              ^^^^^\n"
        "\n"
        "Found 1 error and 1 warning in 12 functions.\n"
    )


def test_without_the_line() -> None:
    assert plain(text.render(report(diagnostic(1, 1, 1, path="host.json")))) == (
        'host.json:1:1: FX211 parameter "blob" is not a binding\n'
        "  = help: name the parameter after a binding\n"
        "\n"
        "Found 1 error in 12 functions.\n"
    )


def test_concise() -> None:
    shown = report(diagnostic(), diagnostic(5, message="b"), apps=3)
    assert plain(text.concise(shown)) == (
        'f/__init__.py:4:11: FX211 parameter "blob" is not a binding\n'
        "f/__init__.py:5:11: FX211 b\n"
        "Found 2 errors in 12 functions of 3 apps.\n"
    )


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (Summary(apps=1, functions=3), "All checks passed!\n"),
        (Summary(), "No app to check.\n"),
        (Summary(apps=1, functions=1, errors=1), "Found 1 error in 1 function.\n"),
        (Summary(apps=1, functions=0, warnings=2), "Found 2 warnings in 0 functions.\n"),
    ],
)
def test_summary(summary: Summary, expected: str) -> None:
    assert plain(text.summary(summary)) == expected


@pytest.mark.parametrize(
    ("line", "place", "expected"),
    [
        pytest.param("abc", {"column": 2, "end_column": 3}, "abc\n ^", id="one character"),
        pytest.param("abc", {"column": 2, "end_column": 2}, "abc\n ^", id="nothing: one caret"),
        pytest.param("abc", {"column": 9, "end_column": 12}, "abc\n   ^", id="beyond the end"),
        pytest.param(
            "abc  ", {"column": 2, "end_column": 1, "end_line": 6}, "abc\n ^^", id="several lines"
        ),
        pytest.param("\tabc", {"column": 2, "end_column": 5}, "    abc\n    ^^^", id="tab"),
        pytest.param("a\tbc", {"column": 2, "end_column": 3}, "a    bc\n ^^^^", id="a tab itself"),
        pytest.param("日本 x", {"column": 4, "end_column": 5}, "日本 x\n     ^", id="wide before"),
        pytest.param("x 日本", {"column": 3, "end_column": 5}, "x 日本\n  ^^^^", id="wide under"),
        pytest.param("e\u0301x", {"column": 3, "end_column": 4}, "e\u0301x\n ^", id="combining"),
        pytest.param("\x0cab", {"column": 2, "end_column": 4}, "�ab\n ^^", id="form feed"),
        pytest.param("\x1b[31mab", {"column": 6, "end_column": 8}, "�[31mab\n     ^^", id="escape"),
        pytest.param("\u202eab", {"column": 2, "end_column": 3}, "�ab\n ^", id="direction"),
        pytest.param(
            "##vso[ab", {"column": 7, "end_column": 9}, "##vso�ab\n      ^^", id="command"
        ),
        pytest.param("\udc80ab", {"column": 2, "end_column": 3}, "�ab\n ^", id="surrogate"),
    ],
)
def test_carets(line: str, place: dict[str, int], expected: str) -> None:
    assert snippet(line, **place) == expected


@pytest.mark.parametrize("start", [0, 1, 60, 118, 119, 120, 121, 500, 990, 998, 999])
@pytest.mark.parametrize("length", [1, 5, 200, 1000])
@pytest.mark.parametrize("char", ["x", "日"])
def test_a_long_line_is_cut_around_the_carets(start: int, length: int, char: str) -> None:
    line = char * start + "M" * min(length, 1000 - start)
    line += char * (1000 - len(line))
    source, carets = snippet(line, column=start + 1, end_column=start + 1 + length).split("\n")
    assert len(source) <= text.WIDTH
    columns = "".join(c * (2 if unicodedata.east_asian_width(c) == "W" else 1) for c in source)
    marked = {at for at, mark in enumerate(carets) if mark == "^"}
    assert marked == {at for at, char in enumerate(columns) if char == "M"}
    assert marked


@pytest.mark.parametrize("char", ["a", "ä", "漢", "\N{COMBINING ACUTE ACCENT}", "\t"])
def test_a_line_of_a_million_characters_takes_no_time(char: str) -> None:
    line = char * 1_000_000
    many = [diagnostic(column=at, end_column=at + 3) for at in range(1, 1_000_000, 500)]
    before = process_time()
    shown = plain(text.render(report(*many, lines={("f/__init__.py", 4): line})))
    assert process_time() - before < 5
    assert all(len(part) < 1000 for part in shown.splitlines())


@pytest.mark.parametrize(
    ("path", "what", "line"),
    [
        ("::add-mask::x/f.py", "no", "no"),
        ("f.py", "::stop-commands::x", "def main(blob):  # ##[add-matcher]x"),
        ("##vso[task.setvariable variable=a]b/f.py", "##[set-output name=a]b", "def main(blob):"),
        ("f.py", "##vso[task.complete]", "def main(blob):  # ##vso[task.setvariable variable=a]b"),
    ],
)
def test_nothing_is_a_command_for_a_ci_system(path: str, what: str, line: str) -> None:
    """Azure's agent takes them anywhere in a line, GitHub's runner the older ones, too."""
    said = report(diagnostic(path=path, message=what, help=what), lines={(path, 4): line})
    for shown in (plain(text.render(said)), plain(text.concise(said))):
        assert "##vso[" not in shown
        assert "##[" not in shown
        assert not any(each.lstrip().startswith("::") for each in shown.splitlines())


def test_messages_stay_on_one_line() -> None:
    shown = report(diagnostic(message="a\nb\x1b[2J\u2028", help="c\td", path="f\r/x.py"))
    assert plain(text.render(shown)) == (
        "f\\r/x.py:4:11: FX211 a\\nb\\x1b[2J\\u2028\n  = help: c\\td\n\n"
        "Found 1 error in 12 functions.\n"
    )


def test_statistics() -> None:
    counted = report(
        diagnostic(), diagnostic(code="FX121", severity="warning"), *[diagnostic()] * 9
    )
    summary = Summary(apps=1, functions=12, errors=10, warnings=1, undecided=3)
    shown = Report(
        diagnostics=counted.diagnostics,
        summary=summary,
        undecided={"a decorator": 1, "a factory": 2},
    )
    assert plain(text.statistics(shown, NAMES)) == (
        "10  FX211  error    unbound-parameter\n"
        " 1  FX121  warning  invalid-schedule\n"
        "Found 10 errors and 1 warning in 12 functions.\n"
        "\n"
        "Not decided: 3\n"
        "2  a factory\n"
        "1  a decorator\n"
    )


def test_statistics_of_a_clean_app() -> None:
    assert plain(text.statistics(report(), NAMES)) == "All checks passed!\n"
