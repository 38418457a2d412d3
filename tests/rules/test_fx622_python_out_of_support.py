from __future__ import annotations

from pathlib import Path

import pytest

from fxpack.platforms import platforms
from tests.rules.one_target import said

CODE = "FX622"


def test_said(tmp_path: Path) -> None:
    assert said(CODE, tmp_path, {".python-version": "3.10\n"}) == [
        ".python-version:1:1 support of Python 3.10 in Azure Functions ended in 2026-10"
    ]


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        ("2026-10-31", 0),
        ("2026-11-01", 1),
        ("2027-01-01", 1),
        ("", 0),
    ],
)
def test_the_last_month_is_still_one_of_support(tmp_path: Path, today: str, ended: int) -> None:
    assert len(said(CODE, tmp_path, {".python-version": "3.10"}, today=today)) == ended


def test_every_version_ends(tmp_path: Path) -> None:
    for python, platform in platforms().items():
        year, month = map(int, platform.until.split("-"))
        after = f"{year + month // 12}-{month % 12 + 1:02}-01"
        assert said(CODE, tmp_path, {}, python=python, today=f"{platform.until}-28") == []
        assert len(said(CODE, tmp_path, {}, python=python, today=after)) == 1


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"pyproject.toml": '[tool.fxpack]\npython = "3.10"\n'}, "pyproject.toml:2:1"),
        (
            {"pyproject.toml": '[tool.other]\npython = "3.12"\n\n[tool.fxpack]\npython = "3.10"\n'},
            "pyproject.toml:5:1",
        ),
        ({".python-version": "3.10"}, ".python-version:1:1"),
    ],
)
def test_where(tmp_path: Path, files: dict[str, str], place: str) -> None:
    (found,) = said(CODE, tmp_path, files)
    assert found.startswith(f"{place} ")


def test_what_requires_python_lets_pass_need_not_run(tmp_path: Path) -> None:
    text = '[project]\nname = "a"\nversion = "1"\nrequires-python = ">=3.10"\n'
    assert said(CODE, tmp_path, {"pyproject.toml": text}) == []


def test_a_version_that_is_only_assumed_says_nothing(tmp_path: Path) -> None:
    assert said(CODE, tmp_path, {}, today="2040-01-01") == []
