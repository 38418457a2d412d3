from __future__ import annotations

from pathlib import Path

from tests.archives import codes

NONE = {"f/function.json (absent)": "", "f/__init__.py (absent)": ""}


def test_any_script_at_the_root_may_be_it(tmp_path: Path) -> None:
    assert codes(tmp_path, NONE) == ["FX913"]
    assert codes(tmp_path, NONE, {"a/b/function.json": "{}"}) == ["FX913"]
    assert codes(tmp_path, NONE, {"main.py": ""}) == []
