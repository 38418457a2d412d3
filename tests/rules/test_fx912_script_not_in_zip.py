from __future__ import annotations

from pathlib import Path

from tests.archives import check_app, codes


def test_script_file(tmp_path: Path) -> None:
    text = '{"scriptFile": "../shared/main.py", "bindings": []}'
    (found,) = check_app(tmp_path, {"f/function.json": text})
    assert (found.code, found.location.path) == ("FX912", "app.zip/f/function.json")
    assert found.message == (
        'function "f" is incomplete: its script "shared/main.py" is not in the zip'
    )
    assert found.function == "f"


def test_only_a_function_json(tmp_path: Path) -> None:
    tree = {"f/__init__.py (absent)": "", "f/function.json": '{"bindings": []}'}
    (found,) = check_app(tmp_path, tree)
    assert '"f/__init__.py" is not in the zip' in found.message


def test_what_is_for_other_rules(tmp_path: Path) -> None:
    assert codes(tmp_path, {"f/function.json": '{"scriptFile": {}}'}) == []
