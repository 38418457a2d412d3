from __future__ import annotations

import pytest

from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("from sys import nothing", "1:17 cannot import name 'nothing' from 'sys' on Python 3.12"),
        (
            "from azure.functions import HttpReqest",
            "1:29 cannot import name 'HttpReqest' from 'azure.functions' on Python 3.12",
        ),
        (
            "from collections import Mapping",
            "1:25 cannot import name 'Mapping' from 'collections' on Python 3.12",
        ),
        ("from typing import Nope", "1:20 cannot import name 'Nope' from 'typing' on Python 3.12"),
        ("from json import shadow", "1:18 cannot import name 'shadow' from 'json' on Python 3.12"),
    ],
)
def test_says_what_the_library_lacks(script: str, expected: str) -> None:
    assert said("FX309", script + MAIN, files={"json.py": "shadow = 1\n"}) == [expected]


@pytest.mark.parametrize(
    ("script", "since"),
    [
        ("from typing import Self", 11),
        ("from datetime import UTC", 11),
        ("from typing import override", 12),
        ("from itertools import batched", 12),
        ("from typing import TypeIs", 13),
    ],
)
def test_goes_by_the_target(script: str, since: int) -> None:
    for minor in range(10, 14):
        assert bool(said("FX309", script + MAIN, python=(3, minor))) == (minor < since)


@pytest.mark.parametrize(
    "script",
    [
        "from azure.functions import HttpRequest, decorators, http",
        "from os import path, environ",
        "from xml.etree import ElementTree",
        "try:\n    from typing import NotThere\nexcept ImportError:\n    NotThere = None",
        "from numpy import nothing",
        "def f():\n    from sys import nothing",
        "import collections\ncollections.Mapping = dict\nfrom collections import Mapping",
        "import sys\nif sys.version_info < (3, 9):\n    from typing import NotThere",
        "from typing_extensions import Unheard",
    ],
)
def test_what_may_be_there_is_silent(script: str) -> None:
    assert said("FX309", script + MAIN) == []
