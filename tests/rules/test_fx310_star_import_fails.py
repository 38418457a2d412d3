from __future__ import annotations

import pytest

from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


def test_says_what_the_library_lacks() -> None:
    assert said("FX310", "from azure.functions import *" + MAIN) == [
        (
            "1:1 from azure.functions import * raises AttributeError: it has no attribute "
            "'WarmUpContext'"
        )
    ]


def test_own_list_names_something_missing() -> None:
    files = {"f/a.py": "__all__ = ['main', 'gone']\n" + MAIN}
    assert said("FX310", "from .a import *" + MAIN, files=files) == [
        "f/a.py:1:20 from .a import * raises AttributeError: it has no attribute 'gone'"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "from typing import *",
        "from os.path import *",
        "from azure.durable_functions import *",
        "try:\n    from azure.functions import *\nexcept AttributeError:\n    pass",
        "from somewhere import *",
        "from shared import *",
    ],
)
def test_what_may_work_is_silent(script: str) -> None:
    files = {"shared/__init__.py": "__all__ = ['tools']\n", "shared/tools.py": ""}
    assert said("FX310", script + MAIN, files=files) == []
