from __future__ import annotations

import pytest

from tests.apps import BASE, lint_files, overlay
from tests.rules.one_app import APP, HELLO, said

V1 = {path: BASE[path] for path in ("f/function.json", "f/__init__.py")}


def test_app_without_functions() -> None:
    assert said("FX724", APP, files=V1, python=(3, 12)) == [
        (
            "1:1 function_app.py has no functions and is passed over; from Python 3.13 on it turns "
            "function.json off"
        )
    ]
    assert said("FX724", APP, files=V1, python=(3, 13)) == [
        "1:1 function_app.py has no functions, and turns every function.json off by being there"
    ]


@pytest.mark.parametrize("python", [(3, 12), (3, 13)])
def test_one_model_alone(python: tuple[int, int]) -> None:
    assert said("FX724", APP + HELLO, python=python) == []
    assert lint_files(overlay(), select=("FX724",), python=python) == []
