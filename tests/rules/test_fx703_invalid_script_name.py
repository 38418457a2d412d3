from __future__ import annotations

import json

import pytest

from tests.apps import AppFiles, lint_files, overlay
from tests.rules.one_app import APP, HELLO


@pytest.mark.parametrize(
    "name", ["main", "my.app.py", "src/app.py", "main.PY", "-app.py", "main.py "]
)
def test_name_that_the_worker_refuses(name: str) -> None:
    (found,) = lint_files(settings(name), select=("FX703",))
    assert found.message == f'the worker refuses the script name "{name}"'
    assert found.location.path == "local.settings.json"
    assert found.location.line == 2


@pytest.mark.parametrize("name", ["main.py", "my-app_2.py", "_app.py", "2.py"])
def test_name_that_it_takes(name: str) -> None:
    assert lint_files(settings(name), select=("FX703",)) == []


def settings(name: str) -> AppFiles:
    values = json.dumps({"PYTHON_SCRIPT_FILE_NAME": name})
    text = f'{{"IsEncrypted": false, "Values":\n{values}}}'
    return overlay({"function_app.py": APP + HELLO, "local.settings.json": text})
