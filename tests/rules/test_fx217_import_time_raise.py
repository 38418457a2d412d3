from __future__ import annotations

import pytest

from tests.rules.one_script import said


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("raise RuntimeError('no')", "1:1"),
        ("import sys\nsys.exit(1)", "2:1"),
        ("quit()", "1:1"),
        ("def main(req): pass\nraise SystemExit", "2:1"),
    ],
)
def test_says_where(script: str, expected: str) -> None:
    (found,) = said("FX217", script)
    assert found.startswith(f"{expected} ")


def test_message() -> None:
    assert said("FX217", "raise RuntimeError('no')") == [
        "1:1 importing the module always raises: raise RuntimeError('no')"
    ]


def test_nothing_else_is_said_of_what_never_runs() -> None:
    assert said("FX2", "raise ValueError\nx = nothing\n") == [
        "1:1 importing the module always raises: raise ValueError"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req): raise ValueError",
        "import os\nif not os.environ.get('A'):\n    raise RuntimeError\n",
        "try:\n    raise ValueError\nexcept ValueError:\n    pass\n",
        "import sys\nif sys.version_info < (3, 6):\n    raise RuntimeError\n",
        "if __name__ == '__main__':\n    exit()\n",
        "import contextlib\nwith contextlib.suppress(ValueError):\n    raise ValueError\n",
        "class C:\n    def f(self): raise ValueError\n",
        "for x in []:\n    raise ValueError\n",
    ],
)
def test_what_may_not_run_is_silent(script: str) -> None:
    assert said("FX217", script) == []
