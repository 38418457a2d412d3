from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay

CONFIG = '{"bindings": [{"name": "req", "type": "httpTrigger"}]}'
CODE = "def main(req): ..."


def said(*names: str, ignore: str = "") -> list[str]:
    files = {f"f/{name}": CODE for name in names} | {"f/function.json": CONFIG}
    files |= {"f/__init__.py (absent)": ""} if "__init__.py" not in names else {}
    files |= {".funcignore": ignore} if ignore else {}
    return [f"{d.code} {d.message}" for d in lint_files(overlay(files), select=("FX20",))]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), "there is no script beside this function.json"),
        (("a.py", "b.py"), "which of the files is the script? There are a.py, b.py"),
        (("sub/a.py",), "there is no script beside this function.json"),
        (tuple("abcd"), "which of the files is the script? There are a, b, c, …"),
        (("Function.json",), "there is no script beside this function.json"),
    ],
)
def test_undetermined(names: tuple[str, ...], expected: str) -> None:
    assert said(*names) == [f"FX205 {expected}"]


@pytest.mark.parametrize(
    "names",
    [
        ("zzz.py",),
        ("a.py", "__init__.py"),
        ("a.py", "b.py", "run.py"),
        ("a.py", "RUN.py"),
        ("run.txt", "__init__.py"),
        ("run.py", "__init__.py"),
        ("a.py", "sub/b.py"),
    ],
)
def test_determined_or_for_the_disk_to_say(names: tuple[str, ...]) -> None:
    assert said(*names) == []


def test_primary_that_is_no_python() -> None:
    (found,) = said("a.py", "run.sh")
    assert found.startswith('FX202 the script "f/run.sh" is no Python file')


def test_files_that_are_not_published_do_not_count() -> None:
    assert said("a.py", "notes.md") != []
    assert said("a.py", "notes.md", ignore="*.md\n") == []
