"""The recorded answers of fixtures/imports are those of the real worker today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.packages.conftest import python_of
from tests.packages.real_imports import ANSWERS, PYTHON, answer, cases, worker

RECORDED = json.loads(ANSWERS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def interpreter(shared: Path, environment: dict[str, str]) -> str:
    return worker(shared / "worker", python_of(PYTHON), environment)


@pytest.mark.parametrize("case", cases())
def test_the_worker_says_what_is_recorded(
    case: str, interpreter: str, environment: dict[str, str], tmp_path: Path
) -> None:
    assert answer(case, tmp_path, interpreter, environment) == RECORDED[case]
