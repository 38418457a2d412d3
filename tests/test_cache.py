"""The cache: what is asked again, what is not, and that nothing stops it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from fxpack import cache as cache_module
from fxpack.app.lint import LintResult, lint
from fxpack.cache import Cache, cache_folder
from fxpack.linted import LintedApp, as_json, of_json
from fxpack.model import Diagnostic, Location, Replacement, Suggestion
from fxpack.read import project
from fxpack.read.tree import Tree
from fxpack.rules import RULES
from fxpack.settings import Flags
from tests.cli.conftest import write
from tests.cli.test_lint import ERROR


class Run:
    """Lints an app with a cache, and says whether it was looked at anew."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.looked = 0
        real = project.read_project

        def counted(*arguments: object, **more: object) -> object:
            self.looked += 1
            return real(*arguments, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(project, "read_project", counted)

    def __call__(
        self, flags: Flags | None = None, cwd: Path | None = None, today: str = ""
    ) -> LintResult:
        folder = str(cwd or self.root)
        return lint([str(self.root)], flags or Flags(), folder, cached=True, today=today)

    def looks(self, flags: Flags | None = None, cwd: Path | None = None) -> bool:
        before = self.looked
        self(flags, cwd)
        return self.looked > before


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FXPACK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(cache_module, "SETTLED", 0)
    return tmp_path / "cache"


@pytest.fixture
def run(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    assert not folder.exists()
    root = write(tmp_path / "app", ERROR)
    (root / ".git").mkdir()
    return Run(root, monkeypatch)


def test_the_same_is_said_again(run: Run) -> None:
    first = run()
    assert [each.code for each in first.report.diagnostics] == ["FX211"]
    assert run() == first
    assert run.looked == 1


def test_a_change_is_seen(run: Run) -> None:
    run()
    for path, text in (
        ("f/__init__.py", "def main(req): ...\n"),
        ("f/more.py", ""),
        ("f/__init__.py", "def main(REQ): ...\n"),
        (".python-version", "3.11"),
        ("pyproject.toml", "[tool.fxpack]\nselect = ['FX1']"),
    ):
        (run.root / path).write_text(text)
        assert run.looks(), path
        assert not run.looks(), path


def test_a_file_gone_a_folder_more_and_other_rights_are_seen(run: Run) -> None:
    run()
    (run.root / "f/__init__.py").unlink()
    assert run.looks()
    (run.root / "empty").mkdir()
    assert run.looks()
    (run.root / "host.json").chmod(0o600)
    assert run.looks()
    assert not run.looks()


def test_another_way_of_looking_is_another_answer(run: Run) -> None:
    run()
    for flags in (Flags(select=("FX1",)), Flags(python=(3, 11)), Flags(ignore=("FX211",))):
        assert run.looks(flags)
        assert not run.looks(flags)
    assert run.looks(cwd=run.root.parent)
    assert not run.looks()


def test_an_answer_holds_until_something_ends(run: Run) -> None:
    (run.root / ".python-version").write_text("3.10")
    for today, codes in (
        ("2026-10-01", ["FX211"]),
        ("2026-10-31", ["FX211"]),
        ("2026-11-01", ["FX622", "FX211"]),
        ("2026-11-30", ["FX622", "FX211"]),
        ("2026-10-31", ["FX211"]),
    ):
        assert [each.code for each in run(today=today).report.diagnostics] == codes
    assert run.looked == 2


def test_another_fxpack_is_asked_anew(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(cache_module, "__version__", "999")
    assert run.looks()


def test_what_changed_just_now_is_not_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "SETTLED", 10**15)
    assert run.looks()
    assert run.looks()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 10_000, b'{"identity": 1}']
)
def test_a_broken_entry_is_none(content: bytes, run: Run, folder: Path) -> None:
    run()
    (entry,) = folder.iterdir()
    entry.write_bytes(content)
    assert run.looks()
    assert not run.looks()


def test_names_that_two_apps_share_cost_a_miss(run: Run, folder: Path) -> None:
    run()
    (entry,) = folder.iterdir()
    entry.write_text(json.dumps({**json.loads(entry.read_text()), "identity": "another"}))
    assert run.looks()


def test_a_folder_that_cannot_be_written(run: Run, folder: Path) -> None:
    folder.write_text("a file")
    assert run.looks()
    assert run.looks()


def test_no_crash_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from fxpack import judge

    def broken(_: object) -> object:
        raise ValueError("boom")

    module = SimpleNamespace(SEVERITY="error", __doc__="", check=broken)
    rules = tuple(rule._replace(kind="", load=lambda: module) for rule in RULES[:1])
    monkeypatch.setattr(judge, "RULES", rules)
    assert run().crashes
    assert run.looks()


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST", 3)
    monkeypatch.setattr(cache_module, "SETTLED", 0)
    tree = Tree(str(write(tmp_path / "app")))
    folder = tmp_path / "cache"
    cache = Cache(str(folder))
    for number in range(6):
        cache.put(str(number), tree, number)
        for entry in folder.iterdir():
            os.utime(entry, ns=(0, entry.stat().st_mtime_ns - 10**9))
    cache.prune()
    assert [cache.get(str(number), tree) for number in range(6)] == [None, None, None, 3, 4, 5]


def test_an_app_as_json_and_back() -> None:
    at = Location(path="f\udc80.py", line=2, column=3, end_line=4, end_column=5)
    diagnostic = Diagnostic(
        code="FX211", severity="error", message="m", location=at, help="h", function="f"
    )
    fix = Suggestion("do", "safe", (Replacement(at, "new"), Replacement(Location("g"), "")))
    app = LintedApp(
        diagnostics=(diagnostic, diagnostic._replace(fix=fix)),
        lines={("f\udc80.py", 2): "text"},
        undecided={"reason": 3},
        functions=4,
        files=5,
    )
    assert of_json(json.loads(json.dumps(as_json(app)))) == app


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "HOME/.cache/fxpack"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/fxpack"),
        ("linux", {"XDG_CACHE_HOME": "x"}, "HOME/.cache/fxpack"),
        ("linux", {"XDG_CACHE_HOME": "/x", "FXPACK_CACHE_DIR": "/y"}, "/y"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "HOME/Library/Caches/fxpack"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/fxpack/cache"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths as Linux writes them")
def test_where(
    platform: str,
    variables: dict[str, str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_CACHE_HOME", "FXPACK_CACHE_DIR", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == expected.replace("HOME", str(tmp_path))


@pytest.mark.parametrize(
    "place", [".venv/lib/python3.12/site-packages", ".python_packages/lib/site-packages"]
)
def test_packages_beside_an_app_are_looked_at_anew(place: str, run: Run) -> None:
    site = run.root / place
    site.mkdir(parents=True)
    assert run.looks()
    assert not run.looks()
    (site / "x-1.0.dist-info").mkdir()
    assert run.looks()
    assert not run.looks()


def test_a_new_lock_is_looked_at(run: Run, folder: Path) -> None:
    run()
    assert not run.looks()
    (folder / "packages" / "locks").mkdir(parents=True)
    assert run.looks()
    assert not run.looks()
