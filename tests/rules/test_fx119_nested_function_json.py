from __future__ import annotations

import pytest

from tests.apps import BASE, lint_files, overlay


def said(path: str, **others: str) -> list[str]:
    files = {path: BASE["f/function.json"]}
    files |= {name.replace("__", "/").replace("_json", ".json"): t for name, t in others.items()}
    return [f"{d.location.path} {d.message}" for d in lint_files(overlay(files), select=("FX119",))]


@pytest.mark.parametrize("folder", ["f/inner", "functions/g", "a/b/c"])
def test_nested(folder: str) -> None:
    path = f"{folder}/function.json"
    top = folder.partition("/")[0]
    assert said(path) == [
        f'{path} the host never finds this function: it does not look below "{top}"'
    ]


@pytest.mark.parametrize(
    "path",
    [
        "g/function.json",
        "node_modules/x/function.json",
        ".venv/lib/python3.11/site-packages/x/function.json",
        "tests/apps/g/function.json",
        "f/tests/g/function.json",
        "Templates/g/function.json",
        "_old/g/function.json",
        "archive/g/function.json",
        "bin/Debug/g/function.json",
        "f/inner/Function.json",
        "f/inner/my.function.json",
    ],
)
def test_found_or_put_aside(path: str) -> None:
    assert said(path) == []


def test_other_app_inside() -> None:
    assert said("other/g/function.json", other__host_json="{}") == []


def test_stray_host_json_in_a_function_makes_no_app() -> None:
    assert said("f/inner/function.json", f__host_json="{}") != []


@pytest.mark.parametrize("text", ["oops", "{}", '{"bindings": {}}', '{"bindings": [{"x": 1}]}'])
def test_other_files_of_this_name(text: str) -> None:
    files = overlay({"f/inner/function.json": text})
    assert lint_files(files, select=("FX119",)) == []


def test_v2_app_has_no_function_json() -> None:
    files = {"function_app.py": "", "x/g/function.json": BASE["f/function.json"]}
    assert lint_files(overlay(files), select=("FX119",)) == []
    mixed = overlay(files, {"f/function.json": BASE["f/function.json"]})
    assert lint_files(mixed, select=("FX119",)) != []


def test_left_out_of_the_zip() -> None:
    files = overlay({"f/inner/function.json": BASE["f/function.json"], ".funcignore": "f/inner\n"})
    assert lint_files(files, select=("FX119",)) == []
