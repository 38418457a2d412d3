"""What goes into the zip, for apps given as lists of paths."""

from __future__ import annotations

import pytest

from fxpack.model import Decision, Files
from fxpack.read.published import published_of


def published(paths: str, funcignore: str = "") -> set[str]:
    files = dict.fromkeys(paths.split(), b"")
    if funcignore:
        files[".funcignore"] = funcignore.encode()
    return set(published_of(files).paths)


def test_everything_else_goes_in() -> None:
    paths = "host.json f/function.json f/__init__.py data/model.bin .github/x.yml settings.json"
    assert published(paths) == set(paths.split())


@pytest.mark.parametrize(
    ("path", "by"),
    [
        (".git/HEAD", "repository"),
        (".git", "repository"),
        (".vscode/settings.json", "editor settings"),
        (".funcignore", "ignore file"),
        ("f/.gitignore", "ignore file"),
        ("local.settings.json", "local settings"),
        ("Local.Settings.json", "local settings"),
        ("f/local.settings.prod.json", "local settings"),
        (".env", "secrets"),
        ("any/pyvenv.cfg", "virtual environment"),
        ("f/__pycache__/x.cpython-312.pyc", "bytecode"),
        ("x.pyc", "bytecode"),
        (".mypy_cache/3.12/x.json", "tool cache"),
        ("Dockerfile", "container file"),
        (".dockerignore", "container file"),
        (".hg/store", "other repository"),
    ],
)
def test_out_by_default(path: str, by: str) -> None:
    result = published_of({path: b"", "host.json": b""})
    assert result.paths == {"host.json"}
    assert result.left_out == {path: Decision(excluded=True, pattern=by)}
    assert not result.decided


@pytest.mark.parametrize(
    "path",
    ["pyvenv.cfg", ".envrc", ".env.example", "local.settings.py", "git/x", "env/x.py", "venv/x.py"],
)
def test_in_by_default(path: str) -> None:
    assert published(path) == {path}


def test_an_environment_is_out_as_a_whole() -> None:
    assert published("venv/pyvenv.cfg venv/lib/x.py host.json a/venv/x.py") == {
        "host.json",
        "a/venv/x.py",
    }


class TestLines:
    def test_leave_out(self) -> None:
        assert published("a.md host.json docs/x.py", "*.md\ndocs/") == {"host.json"}

    @pytest.mark.parametrize(
        ("lines", "paths"),
        [
            ("!__pycache__", "f/__pycache__/x.txt"),
            ("!*.pyc", "x.pyc"),
            ("!Dockerfile", "Dockerfile"),
            ("!.vscode/", ".vscode/x.json"),
            ("!venv", "venv/pyvenv.cfg venv/x.py"),
        ],
    )
    def test_bring_back_what_is_harmless(self, lines: str, paths: str) -> None:
        assert published(paths) == set()
        assert published(paths, lines) == set(paths.split())

    @pytest.mark.parametrize(
        "path", ["local.settings.json", "f/local.settings.dev.json", ".env", ".git/HEAD"]
    )
    def test_do_not_bring_back_secrets(self, path: str) -> None:
        assert published(path, "!local.settings*\n!.env\n!.git\n!HEAD") == set()

    @pytest.mark.parametrize("lines", ["*\n!*/\n!*.py", "!*", "!**", "!/f/**"])
    def test_that_name_nothing_bring_no_cache_back(self, lines: str) -> None:
        assert published("f/__pycache__/x.py .tox/x.py", lines) == set()

    def test_allow_list(self) -> None:
        paths = "host.json a.py a.md f/x.py f/y.md"
        assert published(paths, "*\n!*/\n!*.py") == {"a.py", "f/x.py"}
        assert published(paths, "/*\n!/f/**") == set()
        assert published(paths, "*\n!host.json\n!f/") == {"host.json"}

    def test_decided_is_by_lines_alone(self) -> None:
        files = {
            ".funcignore": b"# comment\n.env\n!local.settings.json\ntests\n",
            ".env": b"",
            "local.settings.json": b"",
            "tests/x.py": b"",
            "x.pyc": b"",
        }
        result = published_of(files)
        line = Decision(excluded=True, pattern="tests", file=".funcignore", line=4)
        assert result.decided == {
            ".env": Decision(excluded=True, pattern=".env", file=".funcignore", line=2),
            "local.settings.json": Decision(
                excluded=False, pattern="!local.settings.json", file=".funcignore", line=3
            ),
            "tests/x.py": line,
        }
        assert result.left_out["tests/x.py"] == line
        assert result.left_out["x.pyc"] == Decision(excluded=True, pattern="bytecode")


def test_tests_beside_the_app_are_never_in() -> None:
    assert published("host.json ../tests/x.py") == {"host.json"}


def test_unreadable_funcignore_leaves_nothing_out() -> None:
    class Broken(dict[str, bytes]):
        def get(self, path: str, default: object = None) -> bytes:
            raise OSError(path)

    files: Files = Broken({".funcignore": b"x", "x": b""})
    assert published_of(files).paths == {"x"}


def test_deep_paths() -> None:
    path = "d/" * 5000 + "x.py"
    assert published(path) == {path}
