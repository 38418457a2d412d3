from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "file"),
    [
        ("import queue", "queue.py"),
        ("from queue import Queue", "queue.py"),
        ("import logging.handlers", "logging/__init__.py"),
        ("import types as t", "types.py"),
    ],
)
def test_says_which_file_is_not_found(script: str, file: str) -> None:
    name = file.partition("/")[0].removesuffix(".py")
    assert said("FX306", script + MAIN, files={file: ""}) == [
        f"1:1 `{name}` is the standard library's module in Azure, not {file}"
    ]


@pytest.mark.parametrize(
    ("script", "files"),
    [
        ("import queue", {}),
        ("import work", {"work.py": ""}),
        ("from . import queue", {"f/queue.py": "", "queue.txt": ""}),
        ("from .. import queue", {"queue.py": ""}),
        ("import json", {"queue.py": ""}),
        ("import queue", {"queue/data.txt": ""}),
    ],
)
def test_what_is_not_shadowed_is_silent(script: str, files: dict[str, str]) -> None:
    assert said("FX306", script + MAIN, files=files) == []


def test_function_folders_are_not_imported() -> None:
    files = {
        "queue/function.json": '{"bindings": [{"name": "req", "type": "httpTrigger"}]}',
        "queue/__init__.py": MAIN,
    }
    assert said("FX306", "import queue" + MAIN, files=files) == []


def test_goes_by_the_target() -> None:
    files = {"distutils/__init__.py": ""}
    assert len(said("FX306", "import distutils" + MAIN, files=files, python=(3, 11))) == 1
    assert said("FX306", "import distutils" + MAIN, files=files, python=(3, 12)) == []


def test_function_of_that_name() -> None:
    script = f'{one_app.APP}import queue\n@app.queue_trigger("m", "q", "C")\ndef queue(m): pass\n'
    assert len(one_app.said("FX306", script, files={"queue.py": ""})) == 1
