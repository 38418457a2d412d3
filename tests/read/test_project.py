from __future__ import annotations

import pytest

from fxpack.model import Target
from fxpack.read.project import read_project
from tests.apps import lint_files, overlay

BROKEN = {"f/__init__.py": "def main(req, x):\n    return 'hello'\n"}


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_function_app_turns_function_json_off(python: tuple[int, int]) -> None:
    files = overlay(BROKEN, {"function_app.py": "import azure.functions as func\n"})
    assert lint_files(files, python=python) == []
    project = read_project(files, target=Target(python=python))
    assert [undecided.at.path for undecided in project.undecided] == ["function_app.py"]


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
    found = lint_files(overlay({"f/__init__.py": FASTAPI}), python=python)
    assert [diagnostic.code for diagnostic in found] == codes


def test_star_of_typing_binds_nothing_else_on_a_newer_python() -> None:
    script = """from typing import *

import azure.functions as func


def main(req: func.HttpResponse) -> func.HttpResponse:
    return func.HttpResponse("hello")
"""
    found = lint_files(overlay({"f/__init__.py": script}), python=(3, 14))
    assert [diagnostic.code for diagnostic in found] == ["FX226"]
