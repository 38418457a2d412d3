from __future__ import annotations

from tests.rules.one_script import said

MAIN = "def main(req): pass\n"


def test_script() -> None:
    found = said("FX216", "", files={"f/__init__.py (unreadable)": ""})
    assert found == ["1:1 f/__init__.py cannot be read"]


def test_imported_module() -> None:
    files = {"shared/__init__.py": "", "shared/a.py (unreadable)": ""}
    assert said("FX216", "from shared import a\n" + MAIN, files=files) == [
        "shared/a.py:1:1 shared/a.py cannot be read"
    ]


def test_file_that_nothing_loads() -> None:
    assert said("FX216", MAIN, files={"shared/a.py (unreadable)": ""}) == []
    guarded = "try:\n    import shared.a\nexcept Exception:\n    pass\n" + MAIN
    assert said("FX216", guarded, files={"shared/a.py (unreadable)": ""}) == []
