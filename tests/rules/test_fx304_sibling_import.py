from __future__ import annotations

import pytest

from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"

BESIDE = {"f/helper.py": "x = 1\n", "f/sub/__init__.py": ""}


@pytest.mark.parametrize(
    ("script", "name", "path"),
    [
        ("import helper", "helper", "f/helper.py"),
        ("from helper import x", "helper", "f/helper.py"),
        ("import sub", "sub", "f/sub/__init__.py"),
    ],
)
def test_says_where_it_lies(script: str, name: str, path: str) -> None:
    assert said("FX304", script + MAIN, files=BESIDE) == [
        (
            f"1:1 No module named '{name}' in Azure: {path} lies beside this file, not at the "
            "app's root"
        )
    ]


def test_sibling_of_an_imported_module() -> None:
    files = {"shared/__init__.py": "import tools\n", "shared/tools.py": ""}
    (found,) = said("FX304", "import shared" + MAIN, files=files)
    assert found.startswith("shared/__init__.py:1:1 No module named 'tools'")


@pytest.mark.parametrize(
    "script",
    [
        "from . import helper",
        "from .helper import x",
        "from f import helper",
        "def f():\n    import helper",
        "try:\n    import helper\nexcept ImportError:\n    from . import helper",
        "import sys, os\nsys.path.append(os.path.dirname(__file__))\nimport helper",
        "import site, os\nsite.addsitedir(os.path.dirname(__file__))\nimport helper",
        "if __name__ == '__main__':\n    import helper",
    ],
)
def test_what_is_found_is_silent(script: str) -> None:
    assert said("FX304", script + MAIN, files=BESIDE) == []


def test_same_name_elsewhere_wins() -> None:
    assert said("FX304", "import helper" + MAIN, files={**BESIDE, "helper.py": ""}) == []
    assert said("FX304", "import queue" + MAIN, files={"f/queue.py": ""}) == []
    requirements = {"f/requests.py": "", "requirements.txt": "azure-functions\nrequests\n"}
    assert said("FX304", "import requests" + MAIN, files=requirements) == []
