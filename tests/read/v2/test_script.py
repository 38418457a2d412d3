"""Which file is the script, and which of the two ways to declare functions wins."""

from __future__ import annotations

import json

import pytest

from fxpack.model import Project, Target
from fxpack.read.project import read_project
from tests.apps import BASE

APP = "import azure.functions as func\napp = func.FunctionApp()\n"
HELLO = APP + "@app.route()\ndef hello(req): pass\n"
V1 = {path: BASE[path] for path in ("f/function.json", "f/__init__.py")}


def read(texts: dict[str, str], python: tuple[int, int] = (3, 13)) -> Project:
    files = {"host.json": BASE["host.json"], "requirements.txt": "azure-functions\n", **texts}
    encoded = {path: text.encode() for path, text in files.items()}
    return read_project(encoded, target=Target(python=python))


def settings(name: str) -> dict[str, str]:
    values = {"IsEncrypted": False, "Values": {"PYTHON_SCRIPT_FILE_NAME": name}}
    return {"local.settings.json": json.dumps(values)}


FOUND = {
    "the usual name": ({"function_app.py": HELLO}, ["hello"]),
    "another name": ({"main.py": HELLO, **settings("main.py")}, ["hello"]),
    "with a dash": ({"my-app.py": HELLO, **settings("my-app.py")}, ["hello"]),
    "another name, unsaid": ({"main.py": HELLO}, []),
    "a name without a file": ({"function_app.py": HELLO, **settings("main.py")}, []),
    "encrypted": (
        {"function_app.py": HELLO, "local.settings.json": '{"IsEncrypted": true, "Values": {}}'},
        ["hello"],
    ),
    "a package of that name": (
        {"function_app.py": APP, "function_app/__init__.py": HELLO},
        ["hello"],
    ),
    "a folder of that name": ({"function_app.py": HELLO, "function_app/x.py": ""}, ["hello"]),
    "not published": ({"function_app.py": HELLO, ".funcignore": "function_app.py\n"}, []),
}


@pytest.mark.parametrize(("texts", "names"), FOUND.values(), ids=FOUND)
def test_script(texts: dict[str, str], names: list[str]) -> None:
    project = read(texts)
    assert [function.name for function in project.functions] == names
    assert "invalid-script-name" not in project.kinds


REFUSED = {
    "no ending": {"main.py": HELLO, **settings("main")},
    "a folder": {"src/main.py": HELLO, **settings("src/main.py")},
    "two dots": {"my.app.py": HELLO, **settings("my.app.py")},
    "this folder": {"main.py": HELLO, **settings("./main.py")},
    "only a file that no setting can name": {"my.app.py": HELLO},
    "only a file in a folder": {"src/app.py": HELLO},
}


@pytest.mark.parametrize("texts", REFUSED.values(), ids=REFUSED)
def test_names_that_the_worker_refuses(texts: dict[str, str]) -> None:
    assert "invalid-script-name" in read(texts, (3, 12)).kinds


def test_from_3_13_on_a_file_has_to_be_there_for_its_name_to_be_refused() -> None:
    assert "invalid-script-name" in read({"a b.py": HELLO, **settings("a b.py")}).kinds
    assert "invalid-script-name" not in read({"main.py": HELLO, **settings("main")}).kinds


SILENT = {
    "other modules beside it: its own deployment may start there": {
        "src/app.py": HELLO,
        "src/helper.py": "",
    },
    "two such files": {"src/app.py": HELLO, "src/other.py": HELLO},
    "a file at the root may import it": {
        "src/app.py": HELLO,
        "main.py": "from src.app import app\n",
    },
    "an app below": {"src/app.py": HELLO, "src/host.json": "{}"},
    "the usual name below": {"src/function_app.py": HELLO},
    "no app": {"my.app.py": "import fastapi\napp = fastapi.FastAPI()\n"},
    "functions of function.json": {"src/app.py": HELLO, **V1},
    "a settings file": {"my.app.py": HELLO, "local.settings.json": '{"IsEncrypted": false}'},
}


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_names_that_may_be_meant_otherwise(texts: dict[str, str]) -> None:
    assert "invalid-script-name" not in read(texts).kinds


def test_a_module_of_python_comes_first() -> None:
    assert "no-function-app" in read({"json.py": HELLO, **settings("json.py")}).kinds


WINS = {
    "functions": (HELLO, (3, 12), ["hello"], {"v1-function-in-v2-app"}),
    "functions, later": (HELLO, (3, 13), ["hello"], {"v1-function-in-v2-app"}),
    "none": (APP, (3, 12), ["f"], {"unread-function-app"}),
    "none, later": (APP, (3, 13), [], {"unread-function-app", "v1-function-in-v2-app"}),
    "no app": ("", (3, 12), [], {"no-function-app"}),
    "cannot tell": ("from somewhere import app\n", (3, 12), [], set()),
    "cannot tell, later": (
        "from somewhere import app\n",
        (3, 13),
        [],
        {"v1-function-in-v2-app"},
    ),
}


@pytest.mark.parametrize(("script", "python", "names", "kinds"), WINS.values(), ids=WINS)
def test_mixed(script: str, python: tuple[int, int], names: list[str], kinds: set[str]) -> None:
    others = {"requirements.txt": "azure-functions\nsomewhere\n"}
    project = read({"function_app.py": script, **V1, **others}, python)
    assert [function.name for function in project.functions] == names
    assert project.kinds == kinds
