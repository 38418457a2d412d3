from __future__ import annotations

import pytest

from tests.rules.one_app import APP, HELLO, said

MESSAGE = "the app has no functions: none is decorated, and no blueprint registered"


@pytest.mark.parametrize(
    "script",
    [
        APP,
        APP + "def hello(req): pass\n",
        APP + "bp = func.Blueprint()\napp.register_functions(bp)\n",
    ],
)
def test_nothing_is_decorated(script: str) -> None:
    (line,) = said("FX727", script)
    assert line.endswith(MESSAGE)


@pytest.mark.parametrize(
    "script",
    [
        APP + HELLO,
        APP + "from somewhere import bp\napp.register_functions(bp)\n",
        APP + "import somewhere\nsomewhere.add_to(app)\n",
        "from somewhere import app\n",
        "import azure.functions as func\nfrom fastapi import FastAPI\napp = func.AsgiFunctionApp(app=FastAPI())\n",
        (
            "import azure.functions as func\nclass App(func.FunctionApp):\n    def get(self, path):\n"
            "        return self.route(path)\napp = App()\n@app.get('x')\ndef f(req): pass\n"
        ),
        (
            "import azure.functions as func\nclass App(func.FunctionApp):\n    def route(self, path):\n"
            "        return super().route(path)\napp = App()\n@app.route('x')\ndef f(req): pass\n"
        ),
        APP + "@(lambda f: app.route()(f))\ndef f(req): pass\n",
        APP + "import os\nif os.environ.get('A'):\n    @app.route()\n    def f(req): pass\n",
    ],
)
def test_what_has_or_may_have_functions(script: str) -> None:
    assert said("FX727", script) == []


@pytest.mark.parametrize(
    "call",
    [
        "import importlib\nfor name in ['a']:\n    importlib.import_module('routes.' + name)\n",
        "def safe(name):\n    try:\n        __import__(name)\n    except Exception: pass\nsafe('routes.a')\n",
        "import loading\nloading.load()\n",
    ],
)
def test_modules_that_are_imported_by_name(call: str) -> None:
    files = {
        "loading.py": "import importlib, os\ndef load():\n    for name in os.listdir('routes'):\n"
        "        importlib.import_module(f'routes.{name}')\n",
        "routes/a.py": "from function_app import app\n" + HELLO,
    }
    assert said("FX727", APP + call, files=files) == []


def test_package_that_imports_its_own_modules() -> None:
    files = {
        "pages/__init__.py": "import azure.functions as func\nbp = func.Blueprint()\nfrom . import a\n",
        "pages/a.py": "from . import bp\n@bp.route()\ndef f(req): pass\n",
    }
    script = APP + "from pages import bp\napp.register_functions(bp)\n"
    assert said("FX727", script, files=files) == []
    assert said("FX722", APP + "import pages\n", files=files) == [
        'pages/__init__.py:2:6 the blueprint "bp" is never registered, so its function is not there'
    ]
