from __future__ import annotations

import pytest

from tests.apps import codes, overlay
from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"

FOLDER = {"shared/greeting.py": "def greet(): pass\n"}


@pytest.mark.parametrize(
    "script",
    ["import shared.greeting", "from shared import greeting", "from shared.greeting import greet"],
)
def test_says_which_folder(script: str) -> None:
    assert said("FX305", script + MAIN, files=FOLDER) == [
        '1:1 the folder "shared" is imported as a package and has no __init__.py'
    ]


def test_once_for_each_folder() -> None:
    script = "import shared.greeting\nfrom shared import greeting\nimport other.x"
    found = said("FX305", script + MAIN, files={**FOLDER, "other/x.py": ""})
    assert [line.partition(" ")[0] for line in found] == ["1:1", "3:1"]


@pytest.mark.parametrize(
    ("script", "files"),
    [
        ("import shared.greeting", {**FOLDER, "shared/__init__.py": ""}),
        ("from ..shared import greeting", FOLDER),
        ("import shared", {**FOLDER, "shared.py": ""}),
        ("import email.message", {"email/x.py": ""}),
        ("import nothing", {"nothing/data.txt": ""}),
        ("from azure.functions import HttpRequest", {"azure/x.py": ""}),
        ("", {**FOLDER, "unused.py": "import shared.greeting\n"}),
    ],
)
def test_what_is_no_namespace_folder_is_silent(script: str, files: dict[str, str]) -> None:
    assert said("FX305", script + MAIN, files=files) == []


def test_apps_of_decorators_are_used_to_them() -> None:
    files = {
        **FOLDER,
        "function_app.py": "import azure.functions as func\nfrom shared.greeting import greet\n\n"
        "app = func.FunctionApp()\n\n\n@app.route()\ndef hello(req):\n    return greet()\n",
    }
    assert "FX305" not in codes(overlay(files))
