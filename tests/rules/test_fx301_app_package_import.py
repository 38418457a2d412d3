from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules.one_script import said

SHARED = {
    "shared/__init__.py": "from .greeting import greet\n",
    "shared/greeting.py": "def greet(): pass\n",
}
MAIN = "\ndef main(req): pass\n"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("import __app__.shared", "1:1 `import __app__.shared` goes through"),
        ("from __app__ import shared", "1:1 `from __app__ import shared` goes through"),
        (
            "from __app__.shared.greeting import greet as g",
            "1:1 `from __app__.shared.greeting import greet` goes through",
        ),
        (
            "def f():\n    from __app__ import shared",
            "2:5 `from __app__ import shared` goes through",
        ),
        (
            "import importlib\nimportlib.import_module('__app__.shared')",
            '2:25 `"__app__.shared"` goes through',
        ),
        (
            "try:\n    import __app__.x\nexcept ImportError:\n    pass",
            "2:5 `import __app__.x` goes through",
        ),
    ],
)
def test_says_what_is_imported(script: str, expected: str) -> None:
    found = said("FX301", script + MAIN, files=SHARED)
    assert found == [f"{expected} __app__, which is deprecated"]


def test_pair_with_a_fallback_is_one_finding() -> None:
    script = (
        "try:\n    from __app__.shared import greet\nexcept ImportError:\n"
        "    from shared import greet"
    )
    assert len(said("FX301", script + MAIN, files=SHARED)) == 1
    assert said("FX3", script + MAIN, files=SHARED) == said("FX301", script + MAIN, files=SHARED)


def test_one_statement_is_one_finding() -> None:
    assert (
        len(said("FX301", "from __app__.shared import greet, greeting" + MAIN, files=SHARED)) == 1
    )


@pytest.mark.parametrize("path", ["tests/test_f.py", "../tests/test_f.py", "unused.py"])
def test_tests_are_looked_at_too(path: str) -> None:
    code = (
        "from unittest import mock\nfrom __app__.f import main\n"
        "@mock.patch('__app__.f.greet')\ndef test(): pass\n"
    )
    assert said("FX301", MAIN, files={path: code}) == [
        f"{path}:2:1 `from __app__.f import main` goes through __app__, which is deprecated",
        f'{path}:3:13 `"__app__.f.greet"` goes through __app__, which is deprecated',
    ]


@pytest.mark.parametrize(
    "script",
    [
        "import shared",
        "from . import __app__x",
        "x = '__app__'",
        "# import __app__",
        "import __app__x",
    ],
)
def test_other_imports_are_not_meant(script: str) -> None:
    assert said("FX301", script + MAIN, files=SHARED) == []


@pytest.mark.parametrize(
    ("script", "better"),
    [
        ("from __app__.shared import greet", "from shared import greet"),
        ("from __app__ import shared", "import shared"),
        # from the root the function would run twice
        ("from __app__.f.helper import x", "from .helper import x"),
        ("from __app__.f import helper", "from . import helper"),
    ],
)
def test_says_what_is_better(script: str, better: str) -> None:
    files = overlay({**SHARED, "f/helper.py": "x = 1\n", "f/__init__.py": script + MAIN})
    assert [each.help for each in lint_files(files)] == [f"write `{better}`"]
