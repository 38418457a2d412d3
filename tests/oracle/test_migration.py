"""An app of 2019, whose root was the package `__app__`, is one of today after `lint --fix`.

It comes in both layouts: in a folder `__app__` with its tests beside, as Microsoft's guide had it,
and as a folder of any name with its tests inside, which then need the worker's package `__app__`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.oracle.ask import ROOT, WORKER, ask

APP = ROOT / "fixtures" / "apps" / "bad" / "orders-of-2019"
FUNCTIONS = ["GiveBack", "PackOrder", "PlaceOrder", "SendReport"]
RUNNERS = [
    ["pytest", "-q", "-p", "no:cacheprovider"],
    ["unittest", "discover", "-q", "-s"],
]
# as loader.py of azure-functions-runtime-v1 1.2.0 does before it loads a function
ALIAS = """
from azure_functions_runtime_v1 import loader
loader.register_function_dir({app!r})
loader.install()
"""
NO_ALIAS = "sys.modules['__app__'] = None"


@pytest.fixture(params=["beside", "inside"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The root of the app."""
    folder = tmp_path / "orders"
    if request.param == "beside":
        shutil.copytree(APP, folder)
    else:
        shutil.copytree(APP / "__app__", folder)
        shutil.copytree(APP / "tests", folder / "tests")
        shutil.copy(APP / ".python-version", folder)
    (folder / ".git").mkdir()
    return folder / "__app__" if request.param == "beside" else folder


def folder_of_tests(app: Path) -> str:
    return "../tests" if app.name == "__app__" else "tests"


def exit_code(app: Path, runner: list[str], before: str, *, inside: bool = True) -> int:
    """The exit code of the app's tests, run from the app's folder or from the one above."""
    module, *options = runner
    cwd = app if inside else app.parent
    tests = os.path.relpath(app / folder_of_tests(app), cwd)
    # not `python -m`, but as that does: the folder is on the path
    code = f"import runpy, sys\n{before}\nrunpy.run_module({module!r}, run_name='__main__')"
    command = [sys.executable, "-B", "-c", code, *options, tests]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode or re.search(r"\b5 passed\b|\bRan 2 tests\b", said)
    return done.returncode


def loaded(app: Path) -> list[str]:
    """The functions that the worker loads."""
    answers = ask(sys.executable, WORKER, [[str(app), name] for name in FUNCTIONS])
    return [name for name, answer in zip(FUNCTIONS, answers, strict=True) if answer["ok"]]


def fxpack(app: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fxpack", "lint", "--no-cache", *options, str(app)]
    return subprocess.run(command, cwd=app.parent, capture_output=True, text=True, check=False)


def test_it_becomes_an_app_of_today(app: Path) -> None:
    alias = ALIAS.format(app=str(app))
    assert [exit_code(app, runner, alias) for runner in RUNNERS] == [0, 0]
    assert [exit_code(app, runner, NO_ALIAS) for runner in RUNNERS] != [0, 0]
    assert loaded(app) == ["PackOrder", "PlaceOrder", "SendReport"]

    fixed = fxpack(app, "--fix")
    assert (fixed.returncode, fixed.stdout) == (0, "All checks passed!\n")

    assert loaded(app) == FUNCTIONS
    assert [exit_code(app, runner, NO_ALIAS) for runner in RUNNERS] == [0, 0]
    if app.name == "__app__":
        assert [exit_code(app, each, NO_ALIAS, inside=False) for each in RUNNERS] == [0, 0]
    assert not [path for path in app.rglob("*.py") if b"__app__." in path.read_bytes()]
    assert (fxpack(app, "--diff").returncode, fxpack(app).returncode) == (0, 0)


def test_pytest_itself_needs_nothing_else(app: Path) -> None:
    """The program leaves out of the path what `python -m pytest` puts there."""
    assert fxpack(app, "--fix").returncode == 0
    pytest_here = Path(sys.executable).with_name("pytest")
    for folder in (app, app.parent):
        tests = os.path.relpath(app / folder_of_tests(app), folder)
        command = [str(pytest_here), "-q", "-p", "no:cacheprovider", tests]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, "5 passed" in done.stdout) == (0, True), done.stdout
