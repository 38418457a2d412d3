from __future__ import annotations

import pytest

from tests.rules.one_script import said


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("main = None\n", "1:1 the entry point main is None, which cannot be called"),
        ("main = 'x'\n", "1:1 the entry point main is 'x', which cannot be called"),
        ("import json as main\n", "1:1 the entry point main is a module, which cannot be called"),
        (
            "x = 1\nclass C: pass\nmain = C()\n",
            "3:1 the entry point main is an instance of C, which cannot be called",
        ),
    ],
)
def test_says_what_it_is_instead(script: str, expected: str) -> None:
    assert said("FX208", script) == [expected]


@pytest.mark.parametrize(
    "script",
    [
        "def main(req): pass\n",
        "main = lambda req: None\n",
        "class main:\n    def __init__(self, req): pass\n",
        "from unknown import Base\nclass C(Base): pass\nmain = C()\n",
        "import os\nmain = None if os.environ.get('A') else (lambda req: None)\n",
        "main = None\ndef main(req): pass\n",
        "main = {}['a']\n",
    ],
)
def test_what_may_be_called_is_silent(script: str) -> None:
    assert said("FX208", script) == []
