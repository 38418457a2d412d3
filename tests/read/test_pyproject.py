"""Where settings are looked for, and what is said of files that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fxpack.errors import FxpackError, UsageError
from fxpack.read.pyproject import Pyprojects
from fxpack.settings import Settings


def known() -> tuple[str, ...]:
    return "FX101", "FX204"


def settings(tree: Path, app: str = "repo/apps/one") -> Settings:
    return Pyprojects(known, str(tree)).settings(str(tree / app))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/apps/one").mkdir(parents=True)
    return tmp_path


def write(tree: Path, folder: str, text: str) -> None:
    (tree / folder / "pyproject.toml").write_text(text)


def test_none(tree: Path) -> None:
    assert settings(tree) == Settings()


@pytest.mark.parametrize(("folder", "app"), [("repo/apps/one", ""), ("repo", "apps/one")])
def test_upwards(tree: Path, folder: str, app: str) -> None:
    write(tree, folder, '[tool.fxpack]\nignore = ["FX204"]')
    assert settings(tree) == Settings(ignore=("FX204",), app=app)


def test_the_nearest_alone_counts(tree: Path) -> None:
    write(tree, "repo", '[tool.fxpack]\nignore = ["FX204"]')
    write(tree, "repo/apps", '[tool.fxpack]\nfail-on = "error"')
    assert settings(tree) == Settings(fail_on="error", app="one")


def test_a_file_without_the_table_is_passed_over(tree: Path) -> None:
    write(tree, "repo", '[tool.fxpack]\nignore = ["FX204"]')
    write(tree, "repo/apps/one", "[tool.other]\nx = 1")
    assert settings(tree).ignore == ("FX204",)


def test_not_above_the_repository(tree: Path) -> None:
    write(tree, "", '[tool.fxpack]\nignore = ["FX204"]')
    assert settings(tree) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            b"[tool.fxpack]\nselect = [\n",
            "repo/pyproject.toml: this is not TOML: invalid value (at end of document)",
        ),
        (
            b"[tool.fxpack]\nselect = FX2\n",
            "repo/pyproject.toml:2:10: this is not TOML: invalid value",
        ),
        (b"[tool.fxpack]\nx = '\xff'\n", "repo/pyproject.toml:2: this is not UTF-8"),
        (b"[tool]\nfxpack = 1\n", "repo/pyproject.toml: [tool.fxpack]: a table is needed"),
        (b"tool = 1\n", "repo/pyproject.toml: [tool]: a table is needed"),
        (
            b"[tool.fxpack]\nselct = []\n",
            'repo/pyproject.toml: [tool.fxpack]: unknown setting selct; did you mean "select"?',
        ),
    ],
)
def test_broken(tree: Path, text: bytes, message: str) -> None:
    (tree / "repo/pyproject.toml").write_bytes(text)
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        settings(tree)


def test_a_folder_of_that_name_is_none(tree: Path) -> None:
    (tree / "repo/pyproject.toml").mkdir()
    assert settings(tree) == Settings()


def test_a_loop_of_links_is_said(tree: Path) -> None:
    (tree / "repo/pyproject.toml").symlink_to(tree / "repo/pyproject.toml")
    with pytest.raises(FxpackError, match=r"^repo/pyproject.toml cannot be read: ") as caught:
        settings(tree)
    assert caught.value.exit_code == 5


def test_read_once(tree: Path) -> None:
    write(tree, "repo", '[tool.fxpack]\nignore = ["FX204"]')
    projects = Pyprojects(known, str(tree))
    projects.settings(str(tree / "repo/apps/one"))
    (tree / "repo/pyproject.toml").unlink()
    assert projects.settings(str(tree / "repo/apps")).ignore == ("FX204",)
