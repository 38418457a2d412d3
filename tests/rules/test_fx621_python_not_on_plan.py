from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.one_target import said

CODE = "FX621"


def pyproject(plan: str, **more: str) -> dict[str, str]:
    lines = [f'{key} = "{value}"' for key, value in {**more, "plan": plan}.items()]
    return {"pyproject.toml": "[tool.fxpack]\n" + "\n".join(lines) + "\n"}


@pytest.mark.parametrize("python", ["3.13", "3.14"])
def test_what_linux_consumption_does_not_get(tmp_path: Path, python: str) -> None:
    assert said(CODE, tmp_path, pyproject("consumption", python=python)) == [
        (
            f"pyproject.toml:3:1 the Consumption plan on Linux has no Python {python}: "
            "its last one is 3.12"
        )
    ]


@pytest.mark.parametrize(
    ("plan", "python"),
    [
        *(("consumption", python) for python in ("3.10", "3.11", "3.12")),
        *((plan, "3.14") for plan in ("flex", "premium", "dedicated")),
    ],
)
def test_what_a_plan_has(tmp_path: Path, plan: str, python: str) -> None:
    assert said(CODE, tmp_path, pyproject(plan, python=python)) == []


def test_the_lowest_version_of_requires_python_is_too_new(tmp_path: Path) -> None:
    app = pyproject("consumption")
    for lowest, count in (("3.13", 1), ("3.12", 0)):
        project = f'[project]\nname = "a"\nversion = "1"\nrequires-python = ">={lowest}"\n'
        text = project + app["pyproject.toml"]
        assert len(said(CODE, tmp_path, {"pyproject.toml": text})) == count


def test_a_version_that_is_only_assumed_says_nothing(tmp_path: Path) -> None:
    assert said(CODE, tmp_path, pyproject("consumption")) == []


def test_a_flag_counts(tmp_path: Path) -> None:
    assert len(said(CODE, tmp_path, pyproject("consumption"), python=(3, 13))) == 1


def test_without_a_plan_nothing_is_said(tmp_path: Path) -> None:
    assert said(CODE, tmp_path, {".python-version": "3.14"}) == []


def test_a_setting_above_the_app_is_told_of_at_host_json(tmp_path: Path) -> None:
    (found,) = said(CODE, tmp_path, {}, above=pyproject("consumption", python="3.13"))
    assert found.startswith("host.json:1:1 ")
