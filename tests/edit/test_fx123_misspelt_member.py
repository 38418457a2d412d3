"""A script file whose member is misspelt is named as the host reads it."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import SAFE

CONFIG = """{
  %s,
  "bindings": [{"name": "req", "type": "httpTrigger", "direction": "in"}]
}
"""
SCRIPTS = {
    "f/__init__.py": "def main(req):\n    pass\n",
    "f/other.py": "def main(req):\n    pass\n",
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"scriptfile": "other.py"', '"scriptFile": "other.py"'),
        ("'script_file': 'other.py'", "\"scriptFile\": 'other.py'"),
        ('"scriptfile": "gone.py"', '"scriptfile": "gone.py"'),
        ('"scriptfile": "other.py", "scriptFile": "__init__.py"', ""),
        # which of them holds is not for certain
        ('"entrypoint": "main"', ""),
        ('"Retry": {}', ""),
    ],
)
def test_members(before: str, after: str) -> None:
    app = {**SCRIPTS, "f/function.json": CONFIG.replace("%s", before)}
    left = CONFIG.replace("%s", after or before)
    changed = {} if left == app["f/function.json"] else {"f/function.json": left}
    assert fixed(app) == changed
    assert fixed(app, safeties=SAFE) == {}
