"""What goes into the zip, for trees on disk: names, modes, links, and git itself as the judge."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxpack.artifact import Mode
from fxpack.errors import FileError, UsageError
from fxpack.read import publish as publish_module
from fxpack.read.publish import PublishedTree, publish
from fxpack.read.published import Choice, Decider, Dialect, published_of
from fxpack.read.tree import Tree
from tests.read.test_funcignore import ported
from tests.read.test_ignore import LINES, PATHS, asked, made

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links, modes and names of POSIX")


def make(root: Path, paths: Iterable[str], funcignore: str | None = None) -> Path:
    """Files with one byte as content; a path that ends in a slash is a folder."""
    for path in paths:
        target = root / path
        (target if path.endswith("/") else target.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            target.write_bytes(b"x")
    if funcignore is not None:
        (root / ".funcignore").write_text(funcignore)
    return root


def included(tree: PublishedTree) -> list[str]:
    return [file.path for file in tree.files]


def left_out(tree: PublishedTree) -> dict[str, str]:
    """Path (of a folder with a slash) → the line or default that keeps it out."""
    return {each.path + "/" * each.folder: each.decision.pattern for each in tree.left_out}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return tmp_path / "app"


def test_files_are_told_with_all_that_a_zip_needs(app: Path) -> None:
    make(app, ["host.json", "f/__init__.py", "empty/"])
    (app / "f/__init__.py").write_bytes(b"12345")
    tree = publish(str(app), Choice())
    assert included(tree) == ["f/__init__.py", "host.json"]
    assert [file.size for file in tree.files] == [5, 1]
    assert [Path(file.disk).read_bytes() for file in tree.files] == [b"12345", b"x"]
    assert (tree.left_out, tree.problems) == ((), ())


DEFAULTS = {
    ".git/HEAD": "repository",
    ".hg/store": "other repository",
    ".vscode/settings.json": "editor settings",
    ".gitignore": "ignore file",
    "f/.gitignore": "ignore file",
    "local.settings.json": "local settings",
    "f/Local.Settings.Prod.json": "local settings",
    "any/pyvenv.cfg": "virtual environment",
    "old/venv/bin/python": "virtual environment",
    "conda/conda-meta/history": "virtual environment",
    "f/__pycache__/x.cpython-312.pyc": "bytecode",
    "x.pyc": "bytecode",
    ".mypy_cache/x.json": "tool cache",
    ".pytest_cache/x": "tool cache",
    ".ruff_cache/x": "tool cache",
    ".env": "secrets",
    "f/.env": "secrets",
    ".env.local": "secrets",
    ".env.production": "secrets",
    "Dockerfile": "container file",
    ".dockerignore": "container file",
    "app-remote.zip": "earlier zip",
    "app-local.zip": "earlier zip",
    "app-no-build.zip": "earlier zip",
    ".python_packages/lib/site-packages/x.py": "own packages",
}


@pytest.mark.parametrize(("path", "by"), DEFAULTS.items())
def test_out_by_default(app: Path, path: str, by: str) -> None:
    make(app, ["host.json", path])
    tree = publish(str(app), Choice())
    assert included(tree) == ["host.json"]
    assert list(left_out(tree).values()) == [by]
    alone = publish(str(app), Choice(defaults=False, mode="no-build"))
    assert included(alone) == sorted(["host.json", path])


@pytest.mark.parametrize(
    "path",
    [
        ".env.example", ".env.sample", ".envrc", "env/x.py", "venv/x.py", "git/x", "f/app-remote.zip",
        "other-remote.zip", "node_modules/x/index.js", "lib/site-packages/x.py", "pyvenv.cfg",
        "local.settings.py", ".github/x.yml", "samples/a/host.json", "samples/a/function_app.py",
    ],
)  # fmt: skip
def test_in_by_default(app: Path, path: str) -> None:
    make(app, [path])
    assert included(publish(str(app), Choice())) == [path]


class TestLines:
    @pytest.mark.parametrize(
        ("line", "path"),
        [
            ("!__pycache__", "f/__pycache__/x.txt"),
            ("!*.pyc", "x.pyc"),
            ("!.vscode/", ".vscode/x.json"),
            ("!venv", "venv/pyvenv.cfg"),
            ("!Dockerfile", "Dockerfile"),
            ("!app-local.zip", "app-local.zip"),
        ],
    )
    def test_bring_back_what_is_harmless(self, app: Path, line: str, path: str) -> None:
        make(app, [path], line)
        (file,) = publish(str(app), Choice()).files
        assert file.path == path

    @pytest.mark.parametrize(
        "path",
        ["local.settings.json", ".env", ".env.prod", ".git/HEAD", ".python_packages/x.py"],
    )
    def test_do_not_bring_back_the_rest(self, app: Path, path: str) -> None:
        make(app, [path], "!local.settings*\n!.env*\n!.git\n!HEAD\n!.python_packages\n!*.py")
        assert included(publish(str(app), Choice())) == []

    def test_the_line_that_brings_a_file_in_is_told(self, app: Path) -> None:
        make(app, ["a.md", "b.md"], "*.md\n!b.md")
        (file,) = publish(str(app), Choice()).files
        assert file.because is not None
        assert (file.path, file.because.pattern, file.because.line) == ("b.md", "!b.md", 2)

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            ("*\n!*/\n!*.py", "a.py src/b.py src/sub/c.py"),
            ("/*\n!/src/**", ""),
            ("/*\n!/src/", "src/b.md src/b.py src/sub/c.py"),
            ("src/**", "a.md a.py host.json"),
            ("src\n!src/b.py", "a.md a.py host.json"),
            ("src/*\n!src/b.py", "a.md a.py host.json src/b.py"),
            ("foo\\\n!\n[[:alpha:]].md", "a.py host.json src/b.py src/sub/c.py"),
            ("[!a].md", "a.md a.py host.json src/b.py src/sub/c.py"),
        ],
    )
    def test_have_the_meaning_of_git(self, app: Path, lines: str, expected: str) -> None:
        make(app, ["a.py", "a.md", "host.json", "src/b.py", "src/b.md", "src/sub/c.py"], lines)
        assert included(publish(str(app), Choice())) == expected.split()

    def test_a_folder_that_is_out_is_one_entry(self, app: Path) -> None:
        make(app, ["docs/a.md", "docs/sub/b.md", "host.json"], "docs/\n")
        assert left_out(publish(str(app), Choice())) == {
            ".funcignore": "ignore file",
            "docs/": "docs/",
        }


class TestOwnPackages:
    FILES = (
        ".python_packages/lib/site-packages/x/__init__.py",
        ".python_packages/lib/site-packages/x/__pycache__/x.pyc",
        ".python_packages/lib/site-packages/x/templates/Dockerfile",
        ".python_packages/lib/site-packages/x/templates/.gitignore",
        ".python_packages/lib/site-packages/x/templates/local.settings.json",
        ".python_packages/lib/site-packages/x/tests/test_x.py",
        "host.json",
    )

    @pytest.mark.parametrize("mode", ["remote", "local"])
    @pytest.mark.parametrize("dialect", ["git", "func"])
    @pytest.mark.parametrize("defaults", [True, False])
    def test_are_out(self, app: Path, mode: Mode, dialect: Dialect, defaults: bool) -> None:
        make(app, self.FILES)
        tree = publish(str(app), Choice(mode=mode, dialect=dialect, defaults=defaults))
        assert included(tree) == ["host.json"]
        assert left_out(tree) == {".python_packages/": "own packages"}

    def test_are_in_as_they_are_but_for_bytecode(self, app: Path) -> None:
        make(app, self.FILES)
        tree = publish(str(app), Choice(mode="no-build"))
        assert set(self.FILES) - set(included(tree)) == {self.FILES[1]}
        assert list(left_out(tree).values()) == ["bytecode"]

    @pytest.mark.parametrize("lines", ["tests\nlib\n.*\n*.py", "*\n!host.json", "/*\n!*.json"])
    def test_lines_meant_for_other_files_cut_no_holes(self, app: Path, lines: str) -> None:
        make(app, self.FILES, lines)
        tree = publish(str(app), Choice(mode="no-build"))
        assert set(self.FILES) - set(included(tree)) == {self.FILES[1]}

    @pytest.mark.parametrize(
        ("lines", "out"),
        [
            (".python_packages", set(FILES[:-1])),
            (".python_packages/**/tests", {FILES[1], FILES[5]}),
            ("!.python_packages/**/__pycache__/\n!.python_packages/**/*.pyc", set()),
        ],
    )
    def test_lines_that_name_them_count(self, app: Path, lines: str, out: set[str]) -> None:
        make(app, self.FILES, lines)
        tree = publish(str(app), Choice(mode="no-build"))
        assert set(self.FILES) - set(included(tree)) == out

    @pytest.mark.parametrize("path", [".python_packages", ".python_packages/lib"])
    def test_cannot_be_included_where_a_build_makes_its_own(self, app: Path, path: str) -> None:
        make(app, self.FILES)
        with pytest.raises(UsageError, match="only --no-build publishes"):
            publish(str(app), Choice(include=frozenset({path})))

    def test_another_name_is_nothing_special(self, app: Path) -> None:
        make(app, [".python_packages.py", "f/.python_packages/x.py"])
        assert len(publish(str(app), Choice()).files) == 2


class TestInclude:
    def include(self, app: Path, *paths: str, dialect: str = "git") -> PublishedTree:
        choice = Choice(include=frozenset(paths), dialect="func" if dialect == "func" else "git")
        return publish(str(app), choice)

    @pytest.mark.parametrize(
        "path", ["local.settings.json", ".env", "f/.env", "docs/x.md", "venv/lib/x.py", "x.pyc"]
    )
    def test_a_file_goes_in_alone(self, app: Path, path: str) -> None:
        others = ["host.json", "local.settings.json", ".env", "f/.env", "docs/x.md", "docs/y.md"]
        make(app, [*others, "venv/pyvenv.cfg", "venv/lib/x.py", "venv/y.py", "x.pyc"], "docs")
        tree = self.include(app, path)
        assert included(tree) == sorted(["host.json", path])
        (file,) = (file for file in tree.files if file.path == path)
        assert file.because is not None
        assert file.because.pattern == "--include"

    def test_a_folder_goes_in_with_what_is_in_it(self, app: Path) -> None:
        make(app, [".git/HEAD", ".git/refs/x", "venv/pyvenv.cfg", "venv/x.pyc", "venv/.env"])
        assert included(self.include(app, ".git")) == [".git/HEAD", ".git/refs/x"]
        assert included(self.include(app, "venv")) == ["venv/pyvenv.cfg"]

    def test_in_the_meaning_of_func(self, app: Path) -> None:
        make(app, ["local.settings.json", ".git/HEAD", "docs/x.md"], "docs")
        paths = (".git/HEAD", "docs/x.md", "local.settings.json")
        assert included(self.include(app, *paths, dialect="func")) == list(paths)

    def test_what_is_not_there(self, app: Path) -> None:
        make(app, ["host.json"])
        with pytest.raises(UsageError, match=r"the app has no \.env"):
            self.include(app, ".env")


class TestZips:
    @pytest.mark.parametrize("choice", [Choice(), Choice(defaults=False), Choice(dialect="func")])
    def test_the_one_being_written_is_out(self, app: Path, choice: Choice) -> None:
        make(app, ["out/x.zip", "x.zip"], "!*.zip")
        tree = publish(str(app), choice._replace(output=str(app / "out/x.zip")))
        assert "x.zip" in included(tree)
        assert left_out(tree)["out/x.zip"] == "zip being written"

    def test_outside_it_means_nothing(self, app: Path) -> None:
        make(app, ["x.zip"])
        tree = publish(str(app), Choice(output=str(app.parent / "x.zip")))
        assert included(tree) == ["x.zip"]

    def test_cannot_hold_itself(self, app: Path) -> None:
        make(app, ["x.zip"])
        choice = Choice(output=str(app / "x.zip"), include=frozenset({"x.zip"}))
        with pytest.raises(UsageError, match="is the zip being written"):
            publish(str(app), choice)


class TestFunc:
    def test_its_own_names_in_place_of_ours(self, app: Path) -> None:
        out = [".git/HEAD", "f/.GIT/x", ".vscode/x", "f/Local.Settings.json", ".gitignore"]
        make(
            app, [*out, "project.lock.json", ".env", "x.pyc", "venv/pyvenv.cfg", ".tox/x"], "!.git"
        )
        tree = publish(str(app), Choice(dialect="func"))
        assert included(tree) == [".env", ".tox/x", "venv/pyvenv.cfg", "x.pyc"]
        assert set(left_out(tree).values()) == {"always out with func"}

    def test_lines_anchored_and_in_any_order(self, app: Path) -> None:
        make(app, ["README.md", "a.md", "f/b.md", "test.py", "f/test/x.py"], "!README\n*.md\ntest")
        tree = publish(str(app), Choice(dialect="func"))
        assert included(tree) == ["README.md", "f/b.md", "f/test/x.py"]

    def test_folders_that_are_out_as_a_whole(self, app: Path) -> None:
        paths = ["data/a/1", "data/a/2", "data/keep", "data/b/3", "env/x", "mixed/1.a", "mixed/2.b"]
        make(app, paths, "data\nenv\nmixed/*.a\nmixed/*.b\n!data/keep")
        tree = publish(str(app), Choice(dialect="func"))
        assert included(tree) == ["data/keep"]
        assert left_out(tree) == {
            ".funcignore": "always out with func",
            "data/a/": "data",
            "data/b/": "data",
            "env/": "env",
            "mixed/1.a": "mixed/*.a",
            "mixed/2.b": "mixed/*.b",
        }

    def test_without_defaults_the_lines_alone(self, app: Path) -> None:
        make(app, ["local.settings.json", ".git/HEAD", "a"], "a")
        tree = publish(str(app), Choice(dialect="func", defaults=False))
        assert included(tree) == [".funcignore", ".git/HEAD", "local.settings.json"]


# -- the disk --------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize(
    ("mode", "executable"),
    [(0o644, False), (0o600, False), (0o755, True), (0o700, True), (0o654, True), (0o645, True)],
)
def test_modes(app: Path, mode: int, executable: bool) -> None:
    make(app, ["run.sh"])
    (app / "run.sh").chmod(mode)
    (file,) = publish(str(app), Choice()).files
    assert file.executable is executable


def messages(tree: PublishedTree) -> list[str]:
    return [f"{each.severity}: {each.message.partition(':')[0]}" for each in tree.problems]


@POSIX
class TestLinks:
    def link(self, app: Path, path: str, target: str) -> None:
        (app / path).parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, app / path)

    def test_are_followed_inside_the_app(self, app: Path) -> None:
        make(app, ["a.py", "lib/x.py", "lib/sub/y.py"])
        self.link(app, "f/a.py", "../a.py")
        self.link(app, "f/lib", str(app / "lib"))
        tree = publish(str(app), Choice())
        assert included(tree) == [
            *("a.py", "f/a.py", "f/lib/sub/y.py", "f/lib/x.py", "lib/sub/y.py", "lib/x.py")
        ]
        assert all(Path(file.disk).read_bytes() == b"x" for file in tree.files)
        assert tree.problems == ()

    def test_to_a_link(self, app: Path) -> None:
        make(app, ["lib/x.py"])
        self.link(app, "a", "b")
        self.link(app, "b", "lib")
        assert included(publish(str(app), Choice())) == ["a/x.py", "b/x.py", "lib/x.py"]

    def test_through_a_link_to_the_app(self, app: Path) -> None:
        make(app, ["lib/x.py"])
        self.link(app, "a", "lib")
        self.link(app.parent, "other", "app")
        tree = publish(str(app.parent / "other"), Choice())
        assert included(tree) == ["a/x.py", "lib/x.py"]
        assert tree.files[1].disk == str(app.parent / "other/lib/x.py")

    @pytest.mark.parametrize(
        ("target", "what"),
        [
            ("../../outside", "leads out of the app"),
            ("../../outside/x", "leads out of the app"),
            ("nowhere", "leads to nothing"),
            ("../../nowhere", "leads to nothing"),
            ("link", "leads back to itself"),
        ],
    )
    def test_elsewhere_are_named(self, app: Path, target: str, what: str) -> None:
        make(app, ["host.json", "../outside/x"])
        self.link(app, "f/link", target)
        tree = publish(str(app), Choice())
        assert included(tree) == ["host.json"]
        assert messages(tree) == [f"error: f/link is a link that {what}"]

    @pytest.mark.parametrize("target", [".", "..", "../..", "../../f"])
    def test_to_a_folder_around_it(self, app: Path, target: str) -> None:
        make(app, ["f/g/x.py"])
        self.link(app, "f/g/link", target)
        tree = publish(str(app), Choice())
        assert included(tree) == ["f/g/x.py"]
        assert messages(tree) == ["error: f/g/link is a link to a folder that it lies in itself"]

    def test_in_a_circle(self, app: Path) -> None:
        make(app, ["a/x.py", "b/y.py"])
        self.link(app, "a/b", "../b")
        self.link(app, "b/a", "../a")
        tree = publish(str(app), Choice())
        assert included(tree) == ["a/b/y.py", "a/x.py", "b/a/x.py", "b/y.py"]
        what = "is a link to a folder that it lies in itself"
        assert messages(tree) == [f"error: a/b/a {what}", f"error: b/a/b {what}"]

    def test_that_multiply(self, app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(publish_module, "MOST_LINKED_FOLDERS", 100)
        for number in range(30):
            make(app, [f"d{number + 1}/x"])
            self.link(app, f"d{number}/a", f"../d{number + 1}")
            self.link(app, f"d{number}/b", f"../d{number + 1}")
        with pytest.raises(FileError, match="links to folders lead to ever more links"):
            publish(str(app), Choice())

    def test_that_stay_out_are_no_problem(self, app: Path) -> None:
        make(app, ["venv/pyvenv.cfg", "../outside/x"], "data\n*.lnk\n")
        for path in ("venv/bin/python", "data", "x.lnk", "f/__pycache__"):
            self.link(app, path, "/usr")
        tree = publish(str(app), Choice())
        assert (tree.files, tree.problems) == ((), ())

    @pytest.mark.parametrize("target", ["local.settings.json", ".git/config", ".git", ".env"])
    def test_to_what_must_not_get_out(self, app: Path, target: str) -> None:
        make(app, ["local.settings.json", ".git/config", ".env"])
        self.link(app, "data", target)
        tree = publish(str(app), Choice())
        assert (tree.files, tree.problems) == ((), ())
        for insisted in ("data", target):
            files = included(publish(str(app), Choice(include=frozenset({insisted}))))
            assert [path for path in files if path.startswith("data")]

    def test_do_not_lead_out_by_an_included_path(self, app: Path) -> None:
        make(app, ["host.json", "../outside/x"], "data")
        self.link(app, "data", "../outside")
        tree = publish(str(app), Choice(include=frozenset({"data/x"})))
        assert included(tree) == ["host.json"]
        assert messages(tree) == ["error: data is a link that leads out of the app"]


@POSIX
class TestOddFiles:
    def test_neither_file_nor_folder(self, app: Path) -> None:
        make(app, ["host.json"])
        os.mkfifo(app / "pipe")
        short = Path(tempfile.mkdtemp(dir="/tmp"))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(short / "s"))
            shutil.move(short / "s", app / "socket")
        short.rmdir()
        tree = publish(str(app), Choice())
        assert included(tree) == ["host.json"]
        assert messages(tree) == [
            "error: pipe is neither a file nor a folder",
            "error: socket is neither a file nor a folder",
        ]

    def test_what_cannot_be_read_is_a_problem(
        self, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make(app, ["a", "b"])
        monkeypatch.setattr(os, "access", lambda path, _: not path.endswith("a"))
        tree = publish(str(app), Choice())
        assert included(tree) == ["b"]
        assert messages(tree) == ["error: a cannot be read (Permission denied)"]

    def test_funcignore_that_is_a_folder(self, app: Path) -> None:
        make(app, [".funcignore/x"])
        with pytest.raises(FileError, match=r"\.funcignore cannot be read"):
            publish(str(app), Choice())

    def test_app_that_is_gone(self, app: Path) -> None:
        with pytest.raises(FileError, match="cannot be listed"):
            publish(str(app), Choice())

    @pytest.mark.parametrize(
        ("name", "what"),
        [
            ("a\\b", "a backslash"),
            ("a\nb", "a control character"),
            ("a\x7f", "a control character"),
            ("\udcff", "bytes that are not UTF-8"),
        ],
    )
    def test_names(self, app: Path, name: str, what: str) -> None:
        make(app, [f"{name}/x", f"{name}/y", f"f/{name}", "café/日本.py"])
        tree = publish(str(app), Choice())
        assert included(tree) == ["café/日本.py"]
        assert [each.path for each in tree.problems] == sorted([name, f"f/{name}"])
        assert all(f"has a name with {what}, which" in each.message for each in tree.problems)
        make(app, [], f"{'?' if name[0] != 'a' else 'a?*'}\n")
        assert publish(str(app), Choice()).problems == ()

    def test_names_that_clash(self, app: Path) -> None:
        make(app, ["f/A.py", "f/a.py", "G/x", "g/y", "H/z", "h"], "G")
        if len(list(app.iterdir())) < 6:
            pytest.skip("this disk ignores letter case")
        tree = publish(str(app), Choice())
        assert len(tree.files) == 5
        assert [(each.severity, each.path) for each in tree.problems] == [
            ("warning", "H"),
            ("warning", "f/a.py"),
        ]
        assert tree.problems[1].message == (
            "f/a.py and f/A.py are one name on a disk that ignores letter case: rename one"
        )

    def test_vanishing_files_are_no_problem(
        self, app: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make(app, ["a", "b", "f/x"])
        decide = Decider.decide

        def vanish(
            decider: Decider, path: str, *, folder: bool, environment: bool = False
        ) -> object:
            if path == "b":
                (app / "b").unlink()
            if path == "f":
                shutil.rmtree(app / "f")
            return decide(decider, path, folder=folder, environment=environment)

        monkeypatch.setattr(Decider, "decide", vanish)
        tree = publish(str(app), Choice())
        assert included(tree) == ["a"]
        assert tree.problems == ()

    def test_deep_folders(self, app: Path) -> None:
        make(app, ["d/" * 400 + "x"])
        (file,) = publish(str(app), Choice()).files
        assert file.path.count("/") == 400


# -- laws ------------------------------------------------------------------------------------------

NAMES = (
    *(
        "a.py",
        "b.pyc",
        "host.json",
        "local.settings.json",
        ".env",
        ".env.dist",
        "Dockerfile",
        "test",
    ),
    *(".gitignore", ".git", "__pycache__", "data", "f", ".tox", "env", "x-remote.zip", "README.md"),
)
TREES = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join), min_size=1, max_size=12
)
WISHES = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "", "!", "/", "**/", "f/"]),
            st.sampled_from([*NAMES, "*", "*.py", "*.md", "**", "[a-e]*"]),
            st.sampled_from(["", "", "/", "/*", "/**"]),
        ),
    ),
    max_size=5,
)


def grown(root: Path, paths: Iterable[str]) -> Path:
    """The files that can be made of some paths: a name is a file or a folder, whichever is first."""
    for path in paths:
        try:
            make(root, [path])
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            continue
    return root


@settings(max_examples=150, deadline=None)
@given(paths=TREES, lines=WISHES)
def test_lint_and_build_agree(paths: list[str], lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = grown(Path(folder) / "x", paths)
        root.mkdir(exist_ok=True)
        (root / ".funcignore").write_text("\n".join(lines))
        tree = Tree(str(root))
        told = published_of(tree, tree.name)
        files = publish(str(root), Choice())
        assert {path for path in included(files) if path in tree} == told.paths
        by = left_out(files)
        for path, decision in told.left_out.items():
            above = [f"{path[:i]}/" for i, char in enumerate(path) if char == "/"]
            assert decision.pattern in {by[each] for each in (path, *above) if each in by}


@settings(max_examples=150, deadline=None)
@given(paths=TREES, lines=WISHES)
def test_func_says_the_same_of_whole_trees(paths: list[str], lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = grown(Path(folder) / "x", paths)
        root.mkdir(exist_ok=True)
        content = "\n".join(lines)
        (root / ".funcignore").write_text(content)
        tree = publish(str(root), Choice(dialect="func", defaults=False))
        walked = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]
        assert included(tree) == sorted(p for p in walked if not ported(content, p))


FIT = {path for path in PATHS if not set(path) & set("\\\n\udcff\t\r")}
"""The odd names of the tests of single paths, but for those that a zip cannot hold."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made(tmp_path_factory.mktemp("repository"), FIT)
    # what git keeps for itself is much to walk
    shutil.rmtree(root / ".git/hooks")
    return root


@settings(max_examples=500, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=5))
def test_git_says_the_same_of_whole_trees(repository: Path, lines: list[str]) -> None:
    """`--no-defaults` is what git would keep, file by file."""
    content = os.fsencode("\n".join(lines))
    (repository / ".funcignore").write_bytes(content)
    deciding = asked(repository, content, FIT)
    raw = content.split(b"\n")
    kept = {path for path in FIT if not (n := deciding[path]) or raw[n - 1].startswith(b"!")}
    assert kept == set(included(publish(str(repository), Choice(defaults=False)))) & FIT


def test_git_lists_the_same_files(tmp_path: Path) -> None:
    """`git ls-files` walks by itself, and comes to the same list."""
    root = made(tmp_path / "app", ["a.py", "a.md", "src/b.py", "src/b.md", "data/x/1", "data/keep"])
    content = "*\n!*/\n!*.py\n!/data/keep\n"
    (root / ".funcignore").write_text(content)
    (root / ".git/info/exclude").write_text(content)
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert included(publish(str(root), Choice())) == sorted(listed.stdout.split())
