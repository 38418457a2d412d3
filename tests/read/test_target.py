"""Which Python an app is for, from folders made for each case."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from fxpack.model import Target
from fxpack.platforms import newest, platforms
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import LOWER_BOUND, lowest, pinned, target_of


def target(root: Path, app: str = ".", **files: str) -> tuple[tuple[int, int], str]:
    """The target of an app in a repository; `_` in a file's name is its path's slash."""
    (root / ".git").mkdir(exist_ok=True)
    (root / app).mkdir(parents=True, exist_ok=True)
    names = {"version": ".python-version", "project": "pyproject.toml"}
    for key, text in files.items():
        folder, _, name = key.rpartition("_")
        (root / folder / names[name]).write_text(text)
    found = target_of(str(root / app if app != "." else root), Pyprojects(list, str(root)).table)
    return found.python, found.python_from


def requires(specifiers: str) -> str:
    return f'[project]\nname = "x"\nversion = "1"\nrequires-python = "{specifiers}"\n'


def test_default_is_the_newest(tmp_path: Path) -> None:
    assert target(tmp_path) == (newest(), "default")


def test_flag_wins_over_setting_over_files(tmp_path: Path) -> None:
    (tmp_path / ".python-version").write_text("3.10")
    tables = Pyprojects(list, str(tmp_path)).table
    both = target_of(str(tmp_path), tables, flag=(3, 11), setting=(3, 12))
    assert both == Target(python=(3, 11), python_from="--python")
    setting = target_of(str(tmp_path), tables, setting=(3, 12))
    assert setting == Target(python=(3, 12), python_from="[tool.fxpack]")


@pytest.mark.parametrize(
    ("today", "ended"),
    [("", ""), ("2026-10-31", ""), ("2026-11-01", "2026-10"), ("2040-01-01", "2026-10")],
)
def test_support_ends_with_a_month(tmp_path: Path, today: str, ended: str) -> None:
    tables = Pyprojects(list, str(tmp_path)).table
    found = target_of(str(tmp_path), tables, flag=(3, 10), plan="flex", today=today)
    assert found == Target(python=(3, 10), python_from="--python", plan="flex", ended=ended)


def test_python_version_wins_over_requires_python(tmp_path: Path) -> None:
    found = target(tmp_path, version="3.11.4\n", project=requires(">=3.12"))
    assert found == ((3, 11), ".python-version")


def test_requires_python(tmp_path: Path) -> None:
    assert target(tmp_path, project=requires(">=3.12")) == ((3, 12), "requires-python")


def test_files_above_the_app_up_to_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".python-version").write_text("3.10")
    root = tmp_path / "repository"
    root.mkdir()
    assert target(root, "apps/a") == (newest(), "default")
    assert target(root, "apps/a", apps_project=requires("~=3.13")) == ((3, 13), "requires-python")
    assert target(root, "apps/a", version="3.12") == ((3, 12), ".python-version")


def test_what_azure_does_not_have_is_passed_over(tmp_path: Path) -> None:
    found = target(tmp_path, version="3.8.10", project=requires("<3.9"))
    assert found == (newest(), "default")


@pytest.mark.parametrize(
    "project",
    [
        "",
        "[project]\n",
        "[tool.x]\n",
        "project = 1\n",
        "[project]\nrequires-python = 3.12\n",
        requires("nonsense"),
        requires(">=4"),
    ],
)
def test_pyproject_that_says_nothing(tmp_path: Path, project: str) -> None:
    assert target(tmp_path, project=project) == (newest(), "default")


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("3.11", (3, 11)),
        ("3.11.4\n", (3, 11)),
        ("# 3.10\n3.12.1 # here\n", (3, 12)),
        ("pypy3.10-7.3.15\n3.12.1\n", (3, 12)),
        ("3.9.1\n3.13.0\n", (3, 13)),
        ("3.12.1 3.11.4", (3, 12)),
        ("3.12-dev", (3, 12)),
        ("3.13t", (3, 13)),
        ("cpython-3.12.1-linux-x86_64-gnu", (3, 12)),
        ("cpython@3.12", (3, 12)),
        ("python3.12", (3, 12)),
        ("3.11.4/envs/app", (3, 11)),
        ("my-env", None),
        ("system", None),
        ("anaconda3-2023.03", None),
        ("3.1", None),
        ("3.120", None),
        ("13.12", None),
        ("2.7.18", None),
        ("3", None),
        ("", None),
    ],
)
def test_python_version_file(text: str, python: tuple[int, int] | None) -> None:
    assert pinned(text) == python


def test_python_version_file_as_editors_and_shells_write_it(tmp_path: Path) -> None:
    for content in (b"\xef\xbb\xbf3.12\r\n", b"3.12\xff", b"3.12"):
        (tmp_path / ".python-version").write_bytes(content)
        assert target(tmp_path) == ((3, 12), ".python-version")


def test_python_version_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / ".python-version").mkdir()
    assert target(tmp_path) == (newest(), "default")


@pytest.mark.parametrize(
    ("specifiers", "python"),
    [
        (">=3.8", (3, 10)),
        (">=3.11", (3, 11)),
        (" >= 3.11 , < 4.0 ", (3, 11)),
        (">=3.11,<3.13", (3, 11)),
        (">=3.11.4", (3, 11)),
        (">3.11", (3, 11)),
        ("==3.12.*", (3, 12)),
        ("==3.12", (3, 12)),
        ("==3.12.7", (3, 12)),
        ("~=3.12", (3, 12)),
        ("~=3.12.0", (3, 12)),
        (">=3.10,!=3.10.*,!=3.11.*", (3, 12)),
        ("<3.12", (3, 10)),
        ("", (3, 10)),
        (">=3.15", None),
        ("<3.10", None),
        ("^3.11", None),
        (">=3.1x", None),
    ],
)
def test_lowest(specifiers: str, python: tuple[int, int] | None) -> None:
    assert lowest(specifiers) == python


@given(
    minor=st.integers(0, 20),
    zero=st.sampled_from(["", ".0"]),
    upper=st.sampled_from(["", ",<4", ", < 4.0", ",<4.0.0 "]),
)
def test_short_way_agrees_with_packaging(minor: int, zero: str, upper: str) -> None:
    specifiers = f">=3.{minor}{zero}{upper}"
    assert LOWER_BOUND.fullmatch(specifiers)
    allowed = SpecifierSet(specifiers)
    expected = [python for python in platforms() if allowed.contains(f"3.{python[1]}.30")]
    assert lowest(specifiers) == (expected[0] if expected else None)


def test_short_way_does_not_load_packaging() -> None:
    code = (
        "import sys; from fxpack.read.target import lowest; assert lowest('>=3.11,<4') == (3, 11);"
        "assert 'packaging' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
