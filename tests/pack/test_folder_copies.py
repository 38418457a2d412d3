"""Folders that are required stay as they are, whatever their build backends write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fxpack.pack.folder_copies import copies
from fxpack.read.requirement_lines import RequirementLine, read_requirements

STATIC = '[project]\nname = "a"\nversion = "1"\ndependencies = ["b"]\n'


def lines(text: str) -> tuple[RequirementLine, ...]:
    return read_requirements({"requirements.txt": text.encode()}.__getitem__).lines


@pytest.mark.parametrize(
    ("project", "copied"),
    [
        (None, True),
        ("", True),
        ("not toml", True),
        (STATIC, False),
        (STATIC + "dynamic = []\n", False),
        (STATIC + 'dynamic = ["readme"]\n', True),
        ('[project]\nname = "a"\ndynamic = ["version"]\n', True),
    ],
)
def test_copied_is_what_only_a_backend_can_tell(
    tmp_path: Path, project: str | None, *, copied: bool
) -> None:
    (tmp_path / "lib").mkdir()
    if project is not None:
        (tmp_path / "lib/pyproject.toml").write_text(project)
    with copies(str(tmp_path), lines("./lib\n")) as made:
        assert (made.there("./lib") != "./lib") is copied


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("./lib", "{path}"),
        ("-e ./lib", "-e {path}"),
        ("./lib[x] ; python_version > '3'", "{path}[x] ; python_version > '3'"),
        ("lib @ file:./lib", "lib @ {url}"),
        ("./library", "./library"),
        ("requests==1.0", "requests==1.0"),
    ],
)
def test_there_and_back(tmp_path: Path, line: str, named: str) -> None:
    for name in ("lib", "library"):
        (tmp_path / name).mkdir()
    (tmp_path / "library/pyproject.toml").write_text(STATIC)
    (tmp_path / "lib/setup.py").write_text("x")
    with copies(str(tmp_path), lines(f"{line}\n./lib\nfile:./lib\n")) as made:
        there = made.there(line)
        plain = next(each for each in made.made if each.url == "./lib")
        as_url = next(each for each in made.made if each.url == "file:./lib")
        assert there == named.format(path=plain.path, url=Path(as_url.path).as_uri())
        assert (Path(plain.path) / "setup.py").read_text() == "x"
        back = made.back(there)
        assert back == line.replace("file:./lib", Path(as_url.folder).as_uri())
        relative = os.path.relpath(plain.path, os.path.realpath(tmp_path))
        assert made.back(f'path = "{relative}"') == 'path = "./lib"'
        own = Path(plain.folder).as_uri()
        assert made.back(f"x @ {Path(plain.path).as_uri()}") == f"x @ {own}"
    assert not os.path.exists(plain.path)


def test_nothing_is_made_without_need(tmp_path: Path) -> None:
    with copies(str(tmp_path), lines("requests\n./not-there\n./a.whl\n")) as made:
        assert made.made == ()
