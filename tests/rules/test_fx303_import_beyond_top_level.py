from __future__ import annotations

import pytest

from tests.rules import one_app
from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize("dots", ["...", "....", "....."])
def test_more_than_two_dots(dots: str) -> None:
    assert said("FX303", f"from {dots}shared import greet" + MAIN, files=SHARED) == [
        f"1:1 the relative import {dots}shared climbs above the app's top-level package"
    ]


def test_module_found_through_the_path_has_one_level_less() -> None:
    files = {
        "shared/__init__.py": "",
        "shared/a.py": "from ..config import x\n",
        "config.py": "x = 1\n",
    }
    assert said("FX303", "import shared.a" + MAIN, files=files) == [
        "shared/a.py:1:1 the relative import ..config climbs above the app's top-level package"
    ]
    assert said("FX303", "from ..shared import a" + MAIN, files=files) == []
    assert said("FX303", "import __app__.shared.a" + MAIN, files=files) == []


@pytest.mark.parametrize(
    "script",
    [
        "from ..shared import greet",
        "from .. import shared",
        "def f():\n    from ...shared import greet",
        "try:\n    from ...shared import greet\nexcept (ImportError, ValueError):\n    pass",
        "from shared import greet",
    ],
)
def test_what_stays_below_is_silent(script: str) -> None:
    assert said("FX303", script + MAIN, files=SHARED) == []


@pytest.mark.parametrize("written", [".", ".config", "..", "..config"])
def test_function_app_is_in_no_package(written: str) -> None:
    script = f"{one_app.APP}from {written} import x\n{one_app.HELLO}"
    (line,) = one_app.said("FX303", script, files={"config.py": "x = 1\n"})
    assert line.startswith(f"3:1 the relative import {written} ")


def test_package_of_an_app_of_decorators() -> None:
    files = {"bp/__init__.py": "", "bp/a.py": "from ..config import x\n", "config.py": "x = 1\n"}
    script = f"{one_app.APP}import bp.a\n{one_app.HELLO}"
    assert one_app.said("FX303", script, files=files) == [
        "bp/a.py:1:1 the relative import ..config climbs above the app's top-level package"
    ]
    assert one_app.said("FX302", script, files=files) == []
    assert one_app.said("FX303", script, files=files | {"bp/a.py": "from . import b\n"}) == []
