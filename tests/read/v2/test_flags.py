"""Branches that a constant decides, set just before."""

from __future__ import annotations

import pytest

from tests.read.v2.reading import APP, tell

F = "    @app.route()\n    def f(req): pass\n"
G = "    @app.route(route='g')\n    def g(req): pass\n"
DECIDED = {
    "true": ("DEBUG = True\nif DEBUG:\n" + F, ["f"]),
    "false": ("DEBUG = False\nif DEBUG:\n" + F + "else:\n" + G, ["g"]),
    "not": ("DEBUG = False\nif not DEBUG:\n" + F, ["f"]),
    "not not": ("DEBUG = 1\nif not not DEBUG:\n" + F, ["f"]),
    "nothing": ("KEY = None\nif KEY:\n" + F + "else:\n" + G, ["g"]),
    "set again": ("DEBUG = False\nDEBUG = True\nif DEBUG:\n" + F, ["f"]),
    "in a function": (("def make():\n    on = True\n    if on:\n        app.route()(f)\n"
    "def f(req): pass\nmake()\n"), ["f"]),
    "with the library there": (
        "try:\n    import azure.functions as func2\n    THERE = True\nexcept ImportError:\n"
        "    THERE = False\nif THERE:\n" + F,
        ["f"],
    ),
}  # fmt: skip
OPEN = {
    "asked for": "import os\nDEBUG = os.environ.get('DEBUG')\nif DEBUG:\n",
    "set in a branch": "import os\nDEBUG = False\nif os.environ.get('X'):\n    DEBUG = True\n"
    "if DEBUG:\n",
    "set by a function": "DEBUG = False\ndef set_it():\n    global DEBUG\n    DEBUG = True\nset_it()\n"
    "if DEBUG:\n",
    "set by its name": "DEBUG = False\nglobals()['DEBUG'] = True\nif DEBUG:\n",
    "set by a star": "DEBUG = False\nfrom somewhere import *\nif DEBUG:\n",
    "set by a walrus": "DEBUG = False\n(DEBUG := print())\nif DEBUG:\n",
    "a loop": "DEBUG = False\nfor _ in (1, 2):\n  if DEBUG:\n",
    "another library": "try:\n    import somewhere\n    DEBUG = True\nexcept ImportError:\n"
    "    DEBUG = False\nif DEBUG:\n",
    "a name of the library": "try:\n    from azure.functions import Nothing\n    DEBUG = True\n"
    "except ImportError:\n    DEBUG = False\nif DEBUG:\n",
    "imported": "from somewhere import DEBUG\nif DEBUG:\n",
}


@pytest.mark.parametrize(("code", "names"), DECIDED.values(), ids=DECIDED)
def test_what_a_constant_decides(code: str, names: list[str]) -> None:
    told = tell(APP + code)
    assert (told.names, told.kinds, told.undecided) == (names, [], [])


@pytest.mark.parametrize("code", OPEN.values(), ids=OPEN)
def test_what_it_does_not(code: str) -> None:
    assert tell(APP + code + F).names == []


def test_a_name_that_an_inner_function_sets() -> None:
    code = (
        "def make():\n    on = False\n    def turn():\n        nonlocal on\n        on = True\n"
        "    turn()\n    if on:\n        app.route()(f)\ndef f(req, more): pass\nmake()\n"
    )
    assert tell(APP + code).kinds == []
