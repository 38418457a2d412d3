from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"
FILES = {"shared/__init__.py": "", "shared/db.py": "x = 1\n", "f/model.py": "x = 1\n", "top.py": ""}


@pytest.mark.parametrize(
    ("script", "ignored", "expected"),
    [
        (
            "from .model import x",
            "f/model.py",
            (
                "1:1 No module named 'f.model' in Azure: line 1 of .funcignore, \"f/model.py\", leaves "
                "out f/model.py"
            ),
        ),
        (
            "import top",
            "docs\n/top.py",
            (
                "1:1 No module named 'top' in Azure: line 2 of .funcignore, \"/top.py\", leaves out "
                "top.py"
            ),
        ),
        (
            "from shared import db",
            "shared/",
            (
                "1:1 No module named 'shared' in Azure: line 1 of .funcignore, \"shared/\", leaves out "
                "shared/__init__.py"
            ),
        ),
        (
            "from shared.db import x",
            "db.*",
            (
                "1:1 No module named 'shared.db' in Azure: line 1 of .funcignore, \"db.*\", leaves out "
                "shared/db.py"
            ),
        ),
        (
            "from importlib import import_module\ntop = import_module('top')",
            "top.py",
            "2:7 No module named 'top' in Azure: line 1 of .funcignore, \"top.py\", leaves out top.py",
        ),
    ],
)
def test_says_which_line_keeps_it_out(script: str, ignored: str, expected: str) -> None:
    found = said("FX311", script + MAIN, files={**FILES, ".funcignore": ignored})
    assert found == [expected]


def test_what_a_default_keeps_out() -> None:
    files = {"f/.vscode/__init__.py": "", "f/.vscode/x.py": ""}
    script = "from importlib import import_module\nimport_module('f..vscode')" + MAIN
    assert said("FX311", script, files=files) == []
    cached = {"__pycache__/made.py": ""}
    (found,) = said("FX311", "from ..__pycache__ import made" + MAIN, files=cached)
    assert found.endswith("__pycache__/made.py stays out of the zip (bytecode)")


def test_in_an_app_of_decorators() -> None:
    files = {
        "f/function.json (absent)": "",
        "f/__init__.py (absent)": "",
        "function_app.py": "import azure.functions as func\nfrom blueprints import orders\n"
        "app = func.FunctionApp()\napp.register_functions(orders.bp)\n"
        "@app.route()\ndef hello(req): return ''\n",
        "blueprints/orders.py": "import azure.functions as func\nbp = func.Blueprint()\n",
        ".funcignore": "blueprints/\n",
    }
    (found,) = said("FX311", "", files={"f/other.py": "", **files})
    assert found.startswith("function_app.py:2:1 No module named 'blueprints.orders' in Azure")


@pytest.mark.parametrize(
    ("script", "ignored"),
    [
        ("from shared.db import x", "tests/\n*.md\n"),
        ("from shared.db import x", "shared/\n!shared/\n"),
        ("try:\n    from shared.db import x\nexcept ImportError:\n    x = None", "shared/"),
        ("import os\nif os.environ.get('LOCAL'):\n    import top", "top.py"),
        ("if __name__ == '__main__':\n    import top", "top.py"),
        ("def f():\n    import top", "top.py"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import top", "top.py"),
        # without its __init__.py a folder is a namespace package
        ("import shared.db", "shared/__init__.py"),
        ("import sys\nsys.path.append('elsewhere')\nimport top", "top.py"),
    ],
)
def test_what_is_there_or_may_be_missing_is_silent(script: str, ignored: str) -> None:
    assert said("FX311", script + MAIN, files={**FILES, ".funcignore": ignored}) == []


@pytest.mark.parametrize(
    "requirements",
    ["azure-functions\n./shared\n", "azure-functions\nunheard-of\n", "-r other.txt\n", "shared\n"],
)
def test_what_a_requirement_may_bring_is_silent(requirements: str) -> None:
    files = {**FILES, ".funcignore": "shared/", "requirements.txt": requirements}
    assert said("FX311", "from shared.db import x" + MAIN, files=files) == []


def test_the_app_itself_is_never_a_requirement() -> None:
    files = {**FILES, ".funcignore": "f/model.py", "requirements.txt": "unheard-of\n"}
    assert len(said("FX311", "from .model import x" + MAIN, files=files)) == 1


def test_a_module_that_is_imported_itself_by_one_left_out() -> None:
    files = {**FILES, "shared/db.py": "import top\n", ".funcignore": "shared/db.py\ntop.py\n"}
    (found,) = said("FX311", "from shared import db" + MAIN, files=files)
    assert "'shared.db'" in found
