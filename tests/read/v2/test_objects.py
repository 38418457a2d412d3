"""Which object is the app."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import APP, read, tell

HEAD = "import azure.functions as func\n"
HELLO = "@app.route()\ndef hello(req): pass\n"
CORE = {"core.py": APP + HELLO}

ONE = {
    "any name": (HEAD + "_x = func.FunctionApp()\n@_x.route()\ndef hello(req): pass\n", {}),
    "annotated": (HEAD + "app: func.FunctionApp = func.FunctionApp()\n" + HELLO, {}),
    "imported class": ("from azure.functions import FunctionApp as A\napp = A()\n" + HELLO, {}),
    "durable app": ("import azure.durable_functions as df\napp = df.DFApp()\n" + HELLO, {}),
    "subclass": (HEAD + "class My(func.FunctionApp): pass\napp = My()\n" + HELLO, {}),
    "subclass of a subclass": (
        HEAD + "class A(func.FunctionApp): pass\nclass B(A): pass\napp = B()\n" + HELLO,
        {},
    ),
    "imported": ("from core import app\n", CORE),
    "imported under another name": ("from core import app as main\n", CORE),
    "star": ("from core import *\n", CORE),
    "factory": (HEAD + "def make(): return func.FunctionApp()\napp = make()\n" + HELLO, {}),
    "factory with functions": (
        HEAD + "def make():\n    app = func.FunctionApp()\n    @app.route()\n"
        "    def hello(req): pass\n    return app\napp = make()\n",
        {},
    ),
    "lambda": (HEAD + "make = lambda: func.FunctionApp()\napp = make()\n" + HELLO, {}),
    "class attribute": (HEAD + "class C: app = func.FunctionApp()\napp = C.app\n" + HELLO, {}),
    "object's attribute": (
        HEAD + "class C:\n    def __init__(self): self.app = func.FunctionApp()\n"
        "app = C().app\n" + HELLO,
        {},
    ),
    "cast": (HEAD + "import typing\napp = typing.cast(object, func.FunctionApp())\n" + HELLO, {}),
    "by getattr": ('import core\napp = getattr(core, "app")\n', CORE),
    "by import_module": (
        'import importlib\napp = importlib.import_module("core").app\n',
        CORE,
    ),
    "rebound": (HEAD + "app = func.FunctionApp()\napp = func.FunctionApp()\n" + HELLO, {}),
    "in two branches": (
        HEAD + "import os\nif os.environ.get('X'):\n    app = func.FunctionApp()\n"
        "else:\n    app = func.FunctionApp(http_auth_level='ANONYMOUS')\n" + HELLO,
        {},
    ),
    "other names are something else": (
        APP + "import os\nfrom somewhere import Client, limit\nclient = Client()\n"
        "mode = os.environ['MODE']\nsmall = limit or 3\nbig = limit(3)\n" + HELLO,
        {},
    ),
    "for type checkers another": (
        APP
        + "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from core import app as x\n"
        + HELLO,
        CORE,
    ),
    "second one below a main guard": (
        APP + HELLO + "if __name__ == '__main__':\n    other = func.FunctionApp()\n",
        {},
    ),
    "deleted helper app": (
        "from core import app as old\ndel old\n" + APP + HELLO,
        CORE,
    ),
}


@pytest.mark.parametrize(("script", "others"), ONE.values(), ids=ONE)
@pytest.mark.parametrize("python", [(3, 10), (3, 13)])
def test_one_app(script: str, others: dict[str, str], python: tuple[int, int]) -> None:
    told = tell(script, others, python=python)
    assert (told.names, told.kinds) == (["hello"], [])


NONE = {
    "empty file": ("", ""),
    "nothing that is one": ("import os, json\nDATA = json.loads('{}')\nX = os.sep or 'x'\n", ""),
    "a blueprint": (HEAD + "bp = func.Blueprint()\n", "blueprint"),
    "the class": (HEAD + "app = func.FunctionApp\n", "class"),
    "deleted": (APP + "del app\n", "deleted"),
    "in a list": (HEAD + "apps = [func.FunctionApp()]\n", ""),
    "in a function": (HEAD + "def make():\n    app = func.FunctionApp()\n", ""),
    "only below a main guard": (
        HEAD + "if __name__ == '__main__':\n    app = func.FunctionApp()\n",
        "",
    ),
    "another framework's": ("import fastapi\napp = fastapi.FastAPI()\n", ""),
    "None": (HEAD + "app = None\n", ""),
    "clients": (
        (
            "import logging\nfrom azure.identity import DefaultAzureCredential\n"
            "credential = DefaultAzureCredential()\nlogger = logging.getLogger(__name__)\n"
        ),
        "",
    ),
}


@pytest.mark.parametrize(("script", "found"), NONE.values(), ids=NONE)
def test_no_app(script: str, found: str) -> None:
    project = read(script)
    (problem,) = (each for each in project.problems if each.kind == "no-function-app")
    assert problem.detail == {"script": "function_app.py", "found": found}


UNTOLD = {
    "made elsewhere": "from somewhere import make\napp = make()\n",
    "an attribute of something": "from somewhere import thing\napp = thing.app\n",
    "imported from elsewhere": "from somewhere import app\n",
    "a class from elsewhere": "from somewhere import AgentApp\napp = AgentApp()\n",
    "a star of something": "from somewhere import *\n",
    "set by hand": HEAD + "globals()['app'] = func.FunctionApp()\n",
    "set by a function": HEAD
    + "def make():\n    global app\n    app = func.FunctionApp()\nmake()\n",
    "out of a list": HEAD + "apps = [func.FunctionApp()]\napp = apps[0]\n",
    "its own dir": HEAD + "def __dir__(): return ['app']\n",
    "maybe": HEAD + "import os\nif os.environ.get('X'):\n    app = func.FunctionApp()\n",
    "in a try": HEAD + "try:\n    app = func.FunctionApp()\nexcept Exception:\n    app = None\n",
}


@pytest.mark.parametrize("script", UNTOLD.values(), ids=UNTOLD)
def test_cannot_tell(script: str) -> None:
    told = tell(script + "x = 1\n")
    assert not {"no-function-app", "several-function-apps"} & set(told.kinds)
    assert "the app object cannot be told" in told.undecided


SEVERAL = {
    "two objects": (APP + "b = func.FunctionApp()\n", {}, ("app", "b"), False),
    "two names": (APP + "b = app\n", {}, ("app", "b"), True),
    "imported and made": ("from core import app\nmain = app\n", CORE, ("app", "main"), True),
    "an app and a durable one": (
        APP + "import azure.durable_functions as df\ndurable = df.DFApp()\n",
        {},
        ("app", "durable"),
        False,
    ),
    "by a star": ("from core import *\n" + HEAD + "b = func.FunctionApp()\n", CORE, None, False),
    "chained": (HEAD + "a = b = func.FunctionApp()\n", {}, ("a", "b"), True),
    "two of a factory": (
        HEAD + "def make(): return func.FunctionApp()\na = make()\nb = make()\n",
        {},
        ("a", "b"),
        False,
    ),
}


@pytest.mark.parametrize(("script", "others", "names", "same"), SEVERAL.values(), ids=SEVERAL)
def test_several_apps(
    script: str, others: dict[str, str], names: tuple[str, ...] | None, *, same: bool
) -> None:
    project = read(script, others)
    (problem,) = (each for each in project.problems if each.kind == "several-function-apps")
    assert problem.detail["class"] == "FunctionApp"
    assert problem.detail["same"] is same
    assert names is None or problem.detail["names"] == names
