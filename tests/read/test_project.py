from __future__ import annotations

import pytest

from fxpack.model import Target
from fxpack.read.project import read_project
from tests.apps import lint_files, overlay

APP = """import azure.functions as func

app = func.FunctionApp()


@app.route()
def hello(req: func.HttpRequest) -> str:
    return "hello"
"""
BROKEN = {"f/__init__.py": "def main(req, x):\n    return 'hello'\n"}


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_function_app_turns_function_json_off(python: tuple[int, int]) -> None:
    files = overlay(BROKEN, {"function_app.py": APP})
    project = read_project(files, target=Target(python=python))
    assert [(function.name, function.model) for function in project.functions] == [("hello", "v2")]
    assert [problem.kind for problem in project.problems] == ["v1-function-in-v2-app"]


EMPTY = "import azure.functions as func\n\napp = func.FunctionApp()\n"


def test_a_function_app_without_functions_turns_function_json_off_from_3_13_on() -> None:
    files = overlay({"function_app.py": EMPTY, "f/__init__.py": "def main(req):\n    pass\n"})
    classic = read_project(files, target=Target(python=(3, 12)))
    assert [function.model for function in classic.functions] == ["v1"]
    runtime = read_project(files, target=Target(python=(3, 13)))
    assert runtime.functions == ()
    for project in (classic, runtime):
        assert "unread-function-app" in [problem.kind for problem in project.problems]


def test_a_function_app_that_is_not_published_does_not() -> None:
    files = overlay(BROKEN, {"function_app.py": "", ".funcignore": "function_app.py\n"})
    assert [diagnostic.code for diagnostic in lint_files(files)] == ["FX211"]


FASTAPI = """from azurefunctions.extensions.http.fastapi import Request


async def main(req: int) -> int:
    return 1
"""


@pytest.mark.parametrize(
    ("python", "codes"), [((3, 12), []), ((3, 13), ["FX226", "FX229"])], ids=["classic", "runtime"]
)
def test_fastapi_replaces_the_http_types_of_the_classic_worker(
    python: tuple[int, int], codes: list[str]
) -> None:
    requirements = "azure-functions\nazurefunctions-extensions-http-fastapi\n"
    app = overlay({"f/__init__.py": FASTAPI, "requirements.txt": requirements})
    found = lint_files(app, python=python)
    assert [diagnostic.code for diagnostic in found] == codes


def test_star_of_typing_binds_nothing_else_on_a_newer_python() -> None:
    script = """from typing import *

import azure.functions as func


def main(req: func.HttpResponse) -> func.HttpResponse:
    return func.HttpResponse("hello")
"""
    found = lint_files(overlay({"f/__init__.py": script}), python=(3, 14))
    assert [diagnostic.code for diagnostic in found] == ["FX226"]
