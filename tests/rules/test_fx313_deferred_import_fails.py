from __future__ import annotations

import pytest

from tests.rules.one_script import said

MAIN = "\ndef main(req): pass\n"
FILES = {"shared/__init__.py": "", "shared/db.py": "", "f/helper.py": ""}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "def f():\n    import shared.gone",
            "2:5 No module named 'shared.gone' when f() is called: there is none in the app",
        ),
        (
            "class A:\n    def f(self):\n        from .gone import x",
            "3:9 No module named 'gone' when f() is called: there is none in the app",
        ),
        (
            "def f():\n    import helper",
            (
                "2:5 No module named 'helper' when f() is called: f/helper.py lies beside this file, "
                "not at the app's root"
            ),
        ),
    ],
)
def test_says_what_fails_when_called(script: str, expected: str) -> None:
    assert said("FX313", script + MAIN, files=FILES) == [expected]


def test_what_is_kept_out_of_the_zip() -> None:
    (found,) = said(
        "FX313",
        "def f():\n    from shared import db" + MAIN,
        files={**FILES, ".funcignore": "db.py"},
    )
    assert found == (
        "2:5 No module named 'shared.db' when f() is called: line 1 of .funcignore, \"db.py\", leaves "
        "out shared/db.py"
    )


def test_a_module_that_only_a_call_loads() -> None:
    files = {**FILES, "late.py": "import shared.gone\n"}
    (found,) = said("FX313", "def f():\n    import late" + MAIN, files=files)
    assert found == (
        "late.py:1:1 No module named 'shared.gone' when this module is imported: there is none in the "
        "app"
    )


@pytest.mark.parametrize(
    "script",
    [
        "import shared.gone",
        "def f():\n    import shared.db",
        "def f():\n    from . import helper",
        "def f():\n    try:\n        import shared.gone\n    except ImportError:\n        pass",
        "def f(x):\n    if x:\n        import shared.gone",
        "def f():\n    return 1\n    import shared.gone",
        "def f():\n    import sys\n    sys.path.append('x')\n    import helper",
        "def f():\n    import json, yaml",
        "if __name__ == '__main__':\n    def f():\n        import helper\n    f()",
    ],
)
def test_what_does_not_fail_or_fails_earlier_is_silent(script: str) -> None:
    assert said("FX313", script + MAIN, files=FILES) == []


def test_a_sibling_for_running_a_file_by_hand() -> None:
    script = "def f():\n    import helper" + MAIN + "if __name__ == '__main__':\n    f()\n"
    assert said("FX313", script, files=FILES) == []


def test_names_of_a_package() -> None:
    script = "def f():\n    from shared import gone" + MAIN
    (found,) = said("FX313", script, files=FILES)
    assert found.startswith("2:5 No module named 'shared.gone'")
    for init in ("gone = 1\n", "def __getattr__(name): ...\n", "from .db import *\n"):
        assert said("FX313", script, files={**FILES, "shared/__init__.py": init}) == []
    assert said("FX313", script, files={**FILES, "shared/gone.abi3.so": ""}) == []


def test_dead_files_are_not_followed() -> None:
    files = {**FILES, "dead.py": "def f():\n    import shared.gone\n"}
    assert said("FX313", "import json" + MAIN, files=files) == []
