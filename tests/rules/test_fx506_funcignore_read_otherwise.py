from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxpack.read.dialects import Dialects
from fxpack.read.ignore import Ignore
from tests.apps import codes, lint_files, overlay
from tests.read.test_funcignore import ported

NEGATIVE = 'do without "!": name what is to stay out, and nothing more'
PATHS = "name what is to stay out by its whole path from the app's root"


def told(lines: str, paths: str = "") -> list[tuple[int, str, str]]:
    """Line, message and help of each finding, without what all of them say."""
    files = overlay(dict.fromkeys(paths.split(), ""), {".funcignore": lines})
    found = [each for each in lint_files(files) if each.code == "FX506"]
    return [
        (
            each.location.line,
            each.message.replace(" is not read by all as git reads it:", " …"),
            each.help.replace(" in its place, which all three read alike", ""),
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("lines", "paths", "message", "instead"),
    [
        ("test", "src/test/x.py", "publish src/test/x.py", '"test" and "**/test"'),
        ("test", "test.py", "leave out test.py", '"test/**"'),
        (
            "test",
            "test.py test/a g/test/b",
            "publish g/test/b and leave out test.py",
            '"test/**" and "**/test/**"',
        ),
        ("*.log", "a.log g/a.log g/b.log", "publish g/a.log and 1 more file", '"*.log" and "**/*.log"'),
        ("a?.md", "a1.md a2.md b.md", "publish a1.md and 1 more file", '"a1.md" and "a2.md"'),
        ("[ab].md", "a.md c.md", "publish a.md", '"a.md"'),
        ("[!a]*.md", "b.md c.md d.md e.md", "publish b.md and 3 more files", PATHS),
        ("**/tests", "tests/a.py", "publish tests/a.py", '"tests" and "**/tests"'),
        ("tests/", "g/tests/a.py", "publish g/tests/a.py", '"tests" and "**/tests"'),
        ("a/**/b", "a/b/x", "publish a/b/x", '"a/b"'),
        ("\\#a", "#a", "publish #a", PATHS),
        ("/", "", "leave out f/__init__.py and 3 more files", PATHS),
        ("env", "env.py", "leave out env.py", '"env/**"'),
        ("requirements", "", "leave out requirements.txt", '"requirements/**"'),
        (".venv", "g/.venv/pyvenv.cfg", "publish g/.venv/pyvenv.cfg", '".venv" and "**/.venv"'),
        (".env", "g/.env", "publish g/.env", '".env" and "**/.env"'),
        ("!README.md\n*.md", "README.md", "publish README.md", NEGATIVE),
        ("data\n!data/keep", "data/keep", "publish data/keep", NEGATIVE),
    ],
)  # fmt: skip
def test_func(lines: str, paths: str, message: str, instead: str) -> None:
    ((number, said, help_text),) = told(lines, paths)
    row = lines.split("\n")[number - 1]
    assert said == f'"{row}" … func would {message}'
    assert help_text.removeprefix("write ") == instead


@pytest.mark.parametrize(
    ("lines", "paths", "message", "instead"),
    [
        ("/docs", "docs/a.md", "publish docs/a.md", '"docs"'),
        ("/*.md", "a.md", "publish a.md", '"*.md"'),
        ("*.txt\n!requirements.txt", "", "leave out requirements.txt", NEGATIVE),
        ("data/*\n!data/keep", "data/keep data/x", "leave out data/keep", NEGATIVE),
        ("**\n!*\n!*/", "", "leave out f/__init__.py and 3 more files", NEGATIVE),
    ],
)
def test_visual_studio_code(lines: str, paths: str, message: str, instead: str) -> None:
    found = told(lines, paths)
    assert [said.partition(" … ")[2] for _, said, _ in found] == [
        f"Visual Studio Code would {message}"
    ]
    assert found[0][2].removeprefix("write ") == instead


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        # where all agree
        ("test\n.venv\n*.md\ndata/*\ndocs/**", "test/x .venv/pyvenv.cfg a.md data/x docs/y"),
        ("# test, docs\n\n  # x", "test/x docs/x"),
        ("test\n*.log\n!x", ""),
        # out by default, and harmless
        ("__pycache__\n*.pyc\n.vscode\n*.py[cod]", "g/__pycache__/x.pyc g/x.pyc g/.vscode/x"),
        (".git*", "data/.gitkeep data/.gitignore g/.gitattributes"),
        (".DS_Store", "g/.DS_Store"),
        # always out with func
        ("local.settings.json\n!local.settings.json", "local.settings.json"),
        # hidden, and not missed
        (".env", ".env.example"),
        (".git", ".github/x .git-blame"),
        # not certain
        ("/docs\ndocs", "docs/a.md"),
        ("/docs\n*.{a,b}", "docs/a.md"),
        ("data/\n!data/keep/", "data/x"),
        # what other rules speak of
        ("/host.json\n/requirements.txt\n/f", ""),
    ],
)
def test_silent(lines: str, paths: str) -> None:
    assert told(lines, paths) == []


def test_no_file_and_unreadable_file() -> None:
    assert codes(overlay()) == []
    assert "FX506" not in codes(overlay({".funcignore (unreadable)": "test", "test.py": ""}))


def test_names_of_any_bytes() -> None:
    files = {"gg/\udcff.txt": b"", "gg/\n/x.txt": b"", ".funcignore": b"*.txt\n\xff*\n?\n"}
    found = lint_files(files, select=("FX506",))
    assert [each.location.line for each in found] == [2, 3]


def test_two_tools() -> None:
    ((_, said, instead),) = told("/docs", "docs/a.md docs.py")
    assert said == (
        '"/docs" … func would leave out docs.py; Visual Studio Code would publish docs/a.md'
    )
    assert instead == 'write "docs/**"'


def test_one_finding_a_line() -> None:
    found = told("# mine\r\ntest\r\n\r\nenv", "test.py test-data/x env.py env.md g/test/a g/env/b")
    assert [number for number, *_ in found] == [2, 4]


def test_message() -> None:
    (found,) = lint_files(overlay({".funcignore": "*.md\ntest\n", "test.py": ""}))
    at = found.location
    assert (at.path, at.line, at.column, at.end_column) == (".funcignore", 2, 1, 5)
    assert found.message == (
        '"test" is not read by all as git reads it: func would leave out test.py'
    )
    assert found.help == 'write "test/**" in its place, which all three read alike'


NAMES = st.sampled_from(["test", "tests", "a.py", "a.md", "data", "env", "env.py", "x"])
TREES = st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, unique=True)
LINES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "!", "/", "**/"]),
        st.sampled_from(["test", "data", "env", "*.md", "*.py", "a.?y", "[a-x]", "*", "x/test"]),
        st.sampled_from(["", "/", "/*", "/**"]),
    ),
)


@settings(max_examples=500, deadline=None)
@given(paths=TREES, lines=st.lists(LINES, min_size=1, max_size=4))
def test_what_to_write_instead_is_right(paths: list[str], lines: list[str]) -> None:
    """With the lines that are suggested, git says the same as before, and func as git."""
    git = Ignore("\n".join(lines).encode())
    decided = {path: line for path in paths if (line := git.decide(path)) is not None}
    dialects = Dialects("\n".join(lines).encode(), paths, decided)
    found = dialects.disagreements()
    wrong = {path for each in found for path in (*each.publishes, *each.leaves_out)}
    misread = {p for p in paths if (p in dialects.out) is not ported("\n".join(lines), p)}
    assert misread <= wrong
    for each in found:
        others = {
            path
            for other in found
            for path in (*other.publishes, *other.leaves_out)
            if other.line != each.line
        }
        if instead := dialects.instead(each.line):
            rows = [*lines[: each.line.line - 1], *instead, *lines[each.line.line :]]
            fixed = Ignore("\n".join(rows).encode())
            for path in paths:
                line = fixed.decide(path)
                out = line is not None and line.excluded
                assert out is (path in dialects.out)
                if path not in others:
                    assert ported("\n".join(rows), path) is out


def test_many_files_and_lines_cost_little() -> None:
    paths = [f"folder{number % 100}/name{number % 40}/x{number}.py" for number in range(4000)]
    files = overlay(dict.fromkeys(paths, ""))
    files[".funcignore"] = "\n".join(f"name{number}/\n*.x{number}" for number in range(40)).encode()
    before = time.perf_counter()
    found = lint_files(files, select=("FX506",))
    assert time.perf_counter() - before < 10
    assert len(found) == 40
    assert {each.help for each in found} == {
        *(
            f'write "name{n}" and "**/name{n}" in its place, which all three read alike'
            for n in range(10)
        ),
        PATHS,
    }
