"""What noqa comments and per-file ignores silence."""

from __future__ import annotations

import pytest

from fxpack.model import Diagnostic, Location
from fxpack.settings import Settings
from fxpack.suppress import matches, suppress


def left(path: str, text: str, line: int = 1, code: str = "FX204") -> bool:
    """Whether a diagnostic on a line is left."""
    at = Location(path=path, line=line, end_line=line)
    diagnostic = Diagnostic(code=code, severity="error", message="m", location=at)
    return bool(suppress([diagnostic], {path: text.encode()}, Settings())[0])


SILENCED = [
    "# noqa",
    "#noqa",
    "#  NOQA",
    "# NoQA: FX204",
    "# noqa:FX204",
    "# noqa : FX204",
    "# noqa: fx204",
    "# noqa: FX101,FX204",
    "# noqa: FX101, FX204",
    "# noqa: FX101 FX204",
    "# noqa: E501, FX204",
    "# noqa: FX204 the host is told otherwise",
    "# noqa: FX204 # type: ignore",
    "# type: ignore # noqa: FX204",
    "# why: # noqa",
    "# noqa and so on",
]
NOT_SILENCED = [
    "",
    "# noqa: FX205",
    "# noqa: E501",
    "# noqa: FX2",
    "# noqa:",
    "# noqa: because",
    "# noqa-file",
    "# noqas",
    "# flake8: noqa",
    "# ruff: noqa: FX204",
    "# no qa",
    "noqa",
]


@pytest.mark.parametrize("comment", SILENCED)
def test_silenced(comment: str) -> None:
    assert not left("f.py", f"x = 1  {comment}\n")


@pytest.mark.parametrize("comment", NOT_SILENCED)
def test_not_silenced(comment: str) -> None:
    assert left("f.py", f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x = 1\ny = 2  # noqa\nz = 3\n", [2]),
        ("x = '# noqa'\n", []),
        ("x = '# noqa'  # noqa\n", [1]),
        ('x = """\na\n"""  # noqa\ny = 1\n', [1, 2, 3]),
        ('x = f"""\n{a}\n"""  # noqa\ny = 1\n', [1, 2, 3]),
        ('x = """  # noqa\na\n"""\n', []),
        ("x = 1 + \\\n  2  # noqa\ny = 1\n", [1, 2]),
        ("f(\n  a,  # noqa\n  b,\n)\n", [2]),
        ("f(\n  a,\n  b,\n)  # noqa\n", [4]),
        ("x = 1\r\ny = 2  # noqa\r\nz = 3\r\n", [2]),
        ("x = 1\ry = 2  # noqa\rz = 3\r", [2]),
        ("\ufeffx = 1  # noqa\n", [1]),
        ("\x0cx = 1  # noqa\ny = 1\n", [1]),
        ("x = 1  # noqa", [1]),
        ("x = 'ä'  # noqa\n", [1]),
        # no Python: what looks like a comment is taken for one
        ("x = 1  # noqa\ny = (\nz = 3  # noqa\n", [1, 3]),
        ("x = 1\n  y = 2  # noqa\n", [2]),
        ("x = '''\ny = 2  # noqa\n", [2]),
        ("x = 1 \x00  # noqa\n", [1]),
    ],
)
def test_lines_of_python(text: str, lines: list[int]) -> None:
    count = len(text.splitlines())
    assert [line for line in range(1, count + 1) if not left("f.py", text, line)] == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"a": 1, // noqa\n "b": 2}', [1]),
        ('{"a": 1, //noqa: FX204\n "b": 2}', [1]),
        ('{"a": 1, /* noqa: FX204 */\n "b": 2}', [1]),
        ('{"a": 1, // noqa: FX205\n "b": 2}', []),
        ('{"a": 1, # noqa\n "b": 2}', []),
        ('{"a": "// noqa"}', []),
        ("{'a': '// noqa'}", []),
        ('{"a": "\\"// noqa"}', []),
        ('{"a": "https://noqa"}', []),
        ('{"a": "x"} // noqa', [1]),
    ],
)
def test_lines_of_json(text: str, lines: list[int]) -> None:
    count = len(text.splitlines())
    assert [n for n in range(1, count + 1) if not left("f/function.json", text, n)] == lines


def test_only_python_and_json_have_comments() -> None:
    assert left(".funcignore", "f  # noqa\n")


def test_a_file_that_is_not_there_silences_nothing() -> None:
    at = Location(path="host.json")
    diagnostic = Diagnostic(code="FX130", severity="warning", message="m", location=at)
    assert suppress([diagnostic], {}, Settings())[0] == [diagnostic]


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("f/__init__.py", "f/__init__.py", True),
        ("f/__init__.py", "g/f/__init__.py", False),
        ("__init__.py", "f/__init__.py", True),
        ("*.json", "f/function.json", True),
        ("*.json", "f/__init__.py", False),
        ("f", "f/function.json", True),
        ("f/", "f/function.json", True),
        ("f/", "g/f/function.json", True),
        ("./f/x.py", "f/x.py", True),
        ("/f/x.py", "f/x.py", True),
        ("f/*", "f/a/b.py", True),
        ("f/*.py", "f/a/b.py", True),
        ("apps/old", "apps/old/f/x.py", True),
        ("apps/old", "apps/older/f/x.py", False),
        ("apps/*/f", "apps/one/f/x.py", True),
        ("**/x.py", "x.py", True),
        ("**/x.py", "a/b/x.py", True),
        ("**/a/x.py", "b/a/x.py", True),
        ("f?.py", "f1.py", True),
        ("[ab].py", "a.py", True),
        ("!f/*", "f/x.py", False),
        ("!f/*", "g/x.py", True),
        ("F/*", "f/x.py", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


@pytest.mark.parametrize(
    ("app", "path", "codes", "expected"),
    [
        ("", "old/x.py", ("FX204",), False),
        ("", "old/x.py", ("FX2",), False),
        ("", "old/x.py", ("ALL",), False),
        ("", "old/x.py", ("FX3",), True),
        ("", "new/x.py", ("ALL",), True),
        ("apps", "old/x.py", ("ALL",), True),
        ("old", "f/x.py", ("ALL",), False),
        ("old/__app__", "../tests/x.py", ("ALL",), False),
        ("__app__", "../old/x.py", ("ALL",), False),
        ("", "../old/x.py", ("ALL",), True),
    ],
)
def test_per_file_ignores(app: str, path: str, codes: tuple[str, ...], expected: bool) -> None:
    settings = Settings(per_file_ignores=(("old/*", codes),), app=app)
    diagnostic = Diagnostic(
        code="FX204", severity="error", message="m", location=Location(path=path)
    )
    assert bool(suppress([diagnostic], {}, settings)[0]) is expected


@pytest.mark.parametrize("path", ["requirements.txt", "requirements/base.txt", "constraints.in"])
@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("x  # noqa: FX204\n", 1, False),
        ("x # noqa\n", 1, False),
        ("# noqa: FX204\n", 1, False),
        ("x  # noqa: FX401\n", 1, True),
        ("x#noqa: FX204\n", 1, True),
        ("x\n# noqa: FX204\n", 1, True),
        ("x \\\n  --hash=a \\\n  --hash=b  # noqa: FX204\n", 1, False),
        ("x \\\n  --hash=a\ny  # noqa: FX204\n", 1, True),
    ],
)
def test_requirements(path: str, text: str, line: int, expected: bool) -> None:
    assert left(path, text, line) is expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_requirements_in_other_encodings(encoding: str) -> None:
    at = Location(path="requirements.txt")
    diagnostic = Diagnostic(code="FX402", severity="error", message="m", location=at)
    files = {"requirements.txt": "x=1  # noqa: FX402\n".encode(encoding)}
    assert suppress([diagnostic], files, Settings())[0] == []


def test_requirements_in_no_encoding() -> None:
    at = Location(path="requirements.txt")
    diagnostic = Diagnostic(code="FX401", severity="error", message="m", location=at)
    files = {"requirements.txt": b"\xe4  # noqa"}
    assert suppress([diagnostic], files, Settings())[0] == [diagnostic]
