from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said

LACKS = "no name of function_app.py stands for a function app"


@pytest.mark.parametrize(
    ("script", "more"),
    [
        ("", ""),
        ("import azure.functions as func\n", ""),
        ("import azure.functions as func\napps = [func.FunctionApp()]\n", ""),
        ("import azure.functions as func\ndef make():\n    return func.FunctionApp()\n", ""),
        (
            "import azure.functions as func\nbp = func.Blueprint()\n",
            "; a Blueprint is none, it needs an app that registers it",
        ),
        (
            "import azure.durable_functions as df\nbp = df.Blueprint()\n",
            "; a Blueprint is none, it needs an app that registers it",
        ),
        (
            "import azure.functions as func\napp = func.FunctionApp\n",
            "; the class itself is none, it has to be called",
        ),
        (APP + HELLO + "del app\n", "; it is deleted again"),
    ],
)
def test_says_what_stands_there_instead(script: str, more: str) -> None:
    assert [line.split(" ", 1)[1] for line in said("FX701", script)] == [LACKS + more]


@pytest.mark.parametrize(
    "script",
    [
        APP,
        "from azure.functions import FunctionApp as A\n_a = A()\n",
        "import azure.functions as func\nclass App(func.FunctionApp): pass\napp = App()\n",
        "from somewhere import app\n",
        "from somewhere import *\n",
        "import somewhere\napp = somewhere.make()\n",
        "import os\nexec(os.environ['CODE'])\n",
        "import azure.functions as func\nfor app in [func.FunctionApp()]: pass\n",
        "import azure.functions as func\nwith open('x') as f: app = func.FunctionApp()\n",
        "import azure.functions as func\ndef make(): return func.FunctionApp()\nglobals()['app'] = make()\n",
    ],
)
def test_what_may_be_an_app_is_silent(script: str) -> None:
    assert said("FX701", script) == []


def test_app_of_another_file() -> None:
    files = {"main.py": APP + HELLO, "api/__init__.py": "from main import app\n"}
    assert said("FX701", "from main import app\n", files=files) == []
    assert said("FX701", "from api import app\n", files=files) == []
    assert said("FX701", "import main\n", files=files) == [f"1:1 {LACKS}"]
