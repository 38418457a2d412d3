from __future__ import annotations

import pytest

from tests.apps import BASE, lint_files, overlay
from tests.rules.one_app import APP, HELLO, said

OLD = {"old/function.json": BASE["f/function.json"], "old/__init__.py": BASE["f/__init__.py"]}


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 13)])
def test_folder_with_function_json(python: tuple[int, int]) -> None:
    assert said("FX723", APP + HELLO, files=OLD, python=python) == [
        (
            'old/function.json:1:1 the function "old" is not there: function_app.py makes this an app of '
            "decorators"
        )
    ]


def test_app_of_function_json_alone() -> None:
    assert lint_files(overlay(OLD), select=("FX723",)) == []


def test_not_published() -> None:
    assert said("FX723", APP + HELLO, files={**OLD, ".funcignore": "old\n"}) == []
