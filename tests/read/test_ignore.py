"""Ignore files mean what git says: by a table, by listed cases, and by git itself on random ones."""

from __future__ import annotations

import ast
import os
import posixpath
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxpack.facts import table
from fxpack.model import Decision
from fxpack.read.ignore import Ignore, translated
from tests.facts import make_ignore_lines

CASES = Path(__file__).parents[2] / "fixtures" / "funcignore" / "cases.tsv"


def ignored(content: str | bytes, path: str) -> bool:
    """Whether a path is out; it is a folder where it ends in a slash."""
    raw = content.encode() if isinstance(content, str) else content
    decision = Ignore(raw).decide(path.removesuffix("/"), folder=path.endswith("/"))
    return decision is not None and decision.excluded


def rows() -> Iterable[tuple[str, str, bool]]:
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        _, content, path, _, git = line.split("\t")[:5]
        yield ast.literal_eval(content), path, git == "git=IGN"


@pytest.mark.parametrize(("content", "path", "expected"), list(rows()))
def test_table(content: str, path: str, expected: bool) -> None:
    assert ignored(content, posixpath.normpath(path)) is expected


LISTED = (
    # what pathspec refuses
    ("foo\\", "", "foo foo\\ foo/"),
    ("!", "", "a !"),
    ("a\n!\n", "a", "b"),
    ("!/", "", "a a/"),
    # what pathspec translates otherwise
    ("[[:alpha:]]b", "ab Zb", "1b :b"),
    ("x[[:digit:][:space:]]", "x1", "xa x:"),
    ("[[:nonsense:]]", "", "n a :"),
    ("[[:alpha:", "", "a [ :"),
    ("[!a]b", "bb 1b", "ab éb"),
    ("[!a][!a]b", "éb xyb", "bb"),
    ("?", "a", "é ab"),
    ("??", "é ab", "a"),
    ("caf[!x]?", "café", "cafx caf"),
    ("[]a]", "] a", "b"),
    ("[!]a]", "b", "] a"),
    ("[a-]", "a -", "b"),
    ("[z-a]", "z", "a m"),
    ("[\\]]", "]", "\\"),
    ("[^a]", "b ^", "a"),
    ("a[b/c]d", "abd", "a/d x/abd"),
    ("x/a[!b]c", "x/adc", "x/a/c y/x/adc"),
    ("a\xa0", "a\xa0", "a"),
    ("\\*", "*", "a"),
    ("a\\/b", "a/b", "x/a/b"),
    ("!!a", "", "!a"),
    ("\\!a", "!a", "a"),
    ("x/a**/b", "x/ab x/a1/2/b", "x/b"),
    ("a/**/b/**/c", "a/b/c a/x/b/c a/b/x/c a/b/b/b/c a/bc/b/c", "a/bc a/bc/c b/c a/c x/a/b/c"),
    ("**/a/**/b/c", "a/b/c x/a/x/b/c a/a/b/c a/b/x/b/c", "xa/b/c a/b a/xb/c a/b/x/c"),
    ("a/**/b*/**/c", "a/b/c a/bb/c a/x/b1/b2/c", "a/c a/b"),
    ("a//b", "", "a/b"),
    ("foo//", "", "foo/"),
    # git decides folder by folder
    ("x/**", "x/y x/y/z", "x x/"),
    ("data\n!data/keep.json", "data/keep.json data/", ""),
    ("data/*\n!data/keep.json", "data/x.json", "data/keep.json data/"),
    ("*\n!*/\n!*.py", "a.md f/x.md f/g/x.md", "a.py f/x.py f/g/x.py"),
    ("/*\n!/src/**", "a.py src/ src/x.py", ""),
    ("/*\n!/src/", "a.py", "src/ src/x.py"),
    ("f/\n!f/x.py", "f/x.py", "f"),
    ("!foo/\nfoo/x", "foo/x", "foo/ foo/y"),
    ("foo\n!foo/", "foo foo/x/foo", "foo/ foo/x"),
    # how lines are read
    ("a\r\nb\r\n", "a b", ""),
    ("a\rb", "a\rb", "a b"),
    ("a\r", "a", "a\r"),
    ("# a\n\\#b", "#b", "a #"),
    ("#\n\n   \na", "a", "# b"),
    ("\ufeffa", "a", "\ufeffa"),
    ("a   ", "a", ""),
    ("a\\ ", "", "a"),
    ("a\t", "a\t", "a"),
    (b"a\0b", "a", "b"),
    (b"\xff", "\udcff", "\xff"),
    ("/", "", "a a/"),
    ("**", "a a/b", ""),
    ("**/*/**", "a/b", "a"),
    ("", "", "a"),
)
"""Content, paths that are out, paths that are not; a folder ends in a slash."""


@pytest.mark.parametrize(("content", "out", "kept"), LISTED)
def test_listed(content: str | bytes, out: str, kept: str) -> None:
    assert [path for path in out.split(" ") if path and not ignored(content, path)] == []
    assert [path for path in kept.split(" ") if path and ignored(content, path)] == []


def test_escaped_space_at_the_end() -> None:
    assert ignored("a\\ ", "a ")
    assert ignored("a\\ \\  ", "a  ")
    assert not ignored("a\\ ", "a")


def test_newlines_in_names() -> None:
    assert ignored("b", "a\nx/b")
    assert not ignored("b", "b\n")
    assert ignored("*.py", "a\nb.py")


def test_decision_names_the_line() -> None:
    lines = Ignore(b"# comment\r\n\r\n*.md \r\n!README.md", "f/.gitignore")
    assert lines.decide("a.md") == Decision(
        excluded=True, pattern="*.md", file="f/.gitignore", line=3
    )
    assert lines.decide("README.md") == Decision(
        excluded=False, pattern="!README.md", file="f/.gitignore", line=4
    )
    assert lines.decide("x.py") is None


def test_a_folder_that_is_out_decides_for_what_is_below() -> None:
    lines = Ignore(b"data\n*.json\n!*.json")
    decision = Decision(excluded=True, pattern="data", file=".funcignore", line=1)
    assert lines.decide("a/data/b/c.json") == decision
    assert lines.decide_alone("a/data/b/c.json") != decision


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a" * 30 + "*b", "a" * 250),
        ("*?" * 30 + "[!a]", "a" * 250),
        ("x/" + "*a" * 30 + "*b", "x/" + "a" * 250),
        ("*" * 10_000, "a" * 250),
        ("[" * 10_000, "[" * 250),
        ("\\" * 10_001, "a"),
        ("a/" * 5_000, "a/" * 1_000 + "b"),
        ("a/**/" * 20 + "b", "a/" * 1_000 + "c"),
        ("**/a/" * 20 + "b", "a/" * 1_000 + "c"),
        ("**/a*/" * 20 + "b", "a/" * 1_000 + "c"),
        ("x/a**/" + "a/**/" * 20 + "b", "x/a/" + "a/" * 1_000 + "c"),
        ("**/" * 20_000 + "b", "a/" * 1_000 + "c"),
        ("a" * 10_000_000, "a"),
    ],
)
def test_no_line_takes_long(line: str, path: str) -> None:
    before = time.perf_counter()
    ignored(line, path)
    assert time.perf_counter() - before < 2


def test_kept_translations_are_those_of_pathspec() -> None:
    text = make_ignore_lines.TARGET.read_text(encoding="utf-8")
    assert text == make_ignore_lines.content(), "run python -m tests.facts.make_ignore_lines"
    assert all(table("ignore_lines")["lines"].values())


def test_common_lines_do_not_load_pathspec() -> None:
    code = (
        "import sys; from fxpack.read.ignore import Ignore;"
        "Ignore(b'.git*\\n__azurite_db*__.json\\n.venv\\n*.py[cod]').decide('f/x.py');"
        "assert 'pathspec' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# -- git itself -----------------------------------------------------------------------------------

NAMES = (
    *("a", "b", "ab", "abc", "foo", "a.py", ".x", "b.pyc", "-", "]", "[", "!a", "#a", " a", "a "),
    *("a\\", "\\", "*", "é", "\udcff", "a\nb", "A", "1", "z-", "a\tb", "café", "x\r", "\xa0", "a?"),
)
PATHS = (
    *NAMES,
    *(f"dir/{name}" for name in NAMES),
    *(f"a-/{folder}/{name}" for folder in ("b", "foo", "é", "[x]") for name in NAMES[:14]),
    *("foo-/a/b/c/foo", "foo-/a/foo/b.pyc", "x/ab", "x/a1/2/b", "x/a/b", "*.py/foo", "!b/foo"),
)
PARTS = (
    *("a", "b", "ab", "foo", "dir", "x", "a-", "-", ".py", ".", "1", "é", "\xa0", "\udcff", "!"),
    *("*", "*", "**", "***", "?", "/", "/", "/", "**/", "/**", "#", " ", "\t", "\r", "\x0b"),
    *("\\", "\\a", "\\/", "\\*", "\\ ", "[", "]", "[a]", "[!a]", "[^a]", "[a-z]", "[]a]", "[a-"),
    *("[[:alpha:]]", "[![:digit:]]", "[[:space:]]", "[[:punct:]]", "[[:foo:]]", "[[:x", "[/]"),
    *("[\\]a]", "[a/b]", "[--z]", "[z-a]", "[a-z-9]", "[!é]", "-]", "{a,b}", "b.pyc", "abc"),
)
LINES = st.builds(
    lambda negative, parts, slash: ("!" if negative else "") + "".join(parts) + slash,
    st.sampled_from([False, False, False, True]),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=6),
    st.sampled_from(["", "", "", "/"]),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("repository"), PATHS)


def made(root: Path, paths: Iterable[str]) -> Path:
    """A repository with empty files, or a folder where a path ends in a slash."""
    if sys.platform != "linux" or shutil.which("git") is None:
        pytest.skip("needs git, and a disk that takes any name")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for path in paths:
        target = root / path
        (target if path.endswith("/") else target.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            target.write_bytes(b"")
    return root


def asked(repository: Path, content: bytes, paths: Iterable[str]) -> dict[str, int]:
    """Path → number of the line that decides, as `git check-ignore` has it; 0 for none."""
    (repository / ".gitignore").write_bytes(content)
    command = ["git", "-C", str(repository), "-c", "core.excludesFile=", "-c"]
    command += ["core.ignoreCase=false", "-c", "core.precomposeUnicode=false"]
    command += ["check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"]
    given_paths = b"".join(os.fsencode(path) + b"\0" for path in paths)
    told = subprocess.run(command, input=given_paths, capture_output=True, check=False)
    assert told.returncode in {0, 1}, told.stderr
    fields = told.stdout.split(b"\0")[:-1]
    return {
        os.fsdecode(path): int(line or 0)
        for line, path in zip(fields[1::4], fields[3::4], strict=True)
    }


@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(LINES, min_size=1, max_size=5), ending=st.sampled_from(["\n", "\r\n"]))
def test_git_says_the_same(repository: Path, lines: list[str], ending: str) -> None:
    content = os.fsencode(ending.join(lines))
    folders = {parent for path in PATHS for parent in parents(path)}
    ours = Ignore(content)
    decisions = {path: ours.decide(path, folder=path in folders) for path in {*PATHS, *folders}}
    lines_of = {path: decision.line if decision else 0 for path, decision in decisions.items()}
    assert lines_of == asked(repository, content, decisions)


@pytest.mark.parametrize(("content", "out", "kept"), LISTED)
def test_git_says_the_same_of_what_is_listed(
    tmp_path: Path, content: str | bytes, out: str, kept: str
) -> None:
    raw = content.encode() if isinstance(content, str) else content
    lines = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, path in enumerate(f"{out} {kept}".split(" ")):
        if path:
            root = made(tmp_path / str(number), [path])
            line = asked(root, raw, [path.removesuffix("/")])[path.removesuffix("/")]
            excluded = line > 0 and not lines[line - 1].startswith(b"!")
            assert excluded is (path in out.split(" ")), path


def parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


@pytest.mark.parametrize("line", sorted(table("ignore_lines")["lines"]))
def test_kept_lines_have_a_meaning(line: str) -> None:
    assert translated(line) is not None
