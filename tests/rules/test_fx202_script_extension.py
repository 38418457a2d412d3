from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules.one_function import OUT, REQ, said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MAIN.PY", 'its name ends in ".PY", not in ".py"'),
        ("main.txt", 'its name ends in ".txt", not in ".py"'),
        ("main", 'its name has no extension, not in ".py"'),
        (".py", 'its name has no extension, not in ".py"'),
        ("main.py.bak", 'its name ends in ".bak", not in ".py"'),
        ("index.js", 'its name ends in ".js", not in ".py"'),
    ],
)
def test_other_extension(name: str, expected: str) -> None:
    found = said("FX202", {"scriptFile": name, "bindings": [REQ, OUT]}, **{name: ""})
    assert found == [f'1:16 the script "f/{name}" is no Python file: {expected}']


def test_only_file_is_the_script() -> None:
    files = overlay({"f/function.json": '{"bindings": [{"name": "a", "type": "xTrigger"}]}'})
    files["f/readme.md"] = files.pop("f/__init__.py")
    (found,) = lint_files(files, select=("FX20",))
    assert found.message.startswith('the script "f/readme.md" is no Python file')
    assert (found.location.path, found.location.line) == ("f/function.json", 1)


def test_app_of_another_language() -> None:
    files = overlay({"f/__init__.py (absent)": "", "f/index.js": ""})
    files["f/function.json"] = files["f/function.json"].replace(b"__init__.py", b"index.js")
    assert lint_files(files, select=("FX20",)) == []
