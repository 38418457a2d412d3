from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            APP + "application = app\n" + HELLO,
            '"app" and "application" are names of one FunctionApp, and the worker counts names',
        ),
        (
            APP + "other = func.FunctionApp()\n",
            '"app" and "other" are function apps, and the worker takes one only',
        ),
        (
            APP + "import azure.durable_functions as df\nflow = df.DFApp()\n",
            '"app" and "flow" are function apps, and the worker takes one only',
        ),
        (
            APP + "a = b = app\n",
            '"app", "a" and "b" are names of one FunctionApp, and the worker counts names',
        ),
    ],
)
def test_names_them(script: str, expected: str) -> None:
    assert [line.split(" ", 1)[1] for line in said("FX702", script)] == [expected]


def test_imported_app() -> None:
    files = {"other.py": "import azure.functions as func\nadmin = func.FunctionApp()\n"}
    assert len(said("FX702", APP + "from other import admin\n", files=files)) == 1
    assert len(said("FX702", APP + "from other import *\n", files=files)) == 1
    assert said("FX702", APP + "import other\n", files=files) == []


@pytest.mark.parametrize(
    "script",
    [
        APP,
        APP + "bp = func.Blueprint()\n",
        APP + "other = func.FunctionApp()\ndel other\n",
        APP + "apps = [app]\n",
        APP + "app = func.FunctionApp()\n",
        APP + "def make():\n    inner = func.FunctionApp()\n    return inner\n",
        APP + "from somewhere import other\n",
        (
            "import azure.functions as func\nimport os\nif os.environ.get('A'):\n    app = func.FunctionApp()\n"
            "else:\n    application = func.FunctionApp()\n"
        ),
    ],
)
def test_one_app_is_silent(script: str) -> None:
    assert said("FX702", script) == []
