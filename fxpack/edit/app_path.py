"""Tests of an app that was `__app__` to them: they find its modules as the worker does.

pytest reads conftest.py before any test. unittest reads no file of a folder for certain, so that
tests beside the app that it may run say themselves where the app is; those in the app it runs from
the app's folder, which is then on the path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fxpack.edit.python import python_of
from fxpack.edit.text import text_of
from fxpack.model import Edit, Project
from fxpack.read.python.modules import APP
from fxpack.rules.fx302_parent_relative_import import TEST

_HEADER = re.compile(r"(?:#[^\r\n]*(?:\r\n?|\n|\Z))+")
_FIRST = re.compile(r"[rRuU]?[\"']|from\s+__future__\b")


def path_edits(project: Project) -> tuple[Edit, ...]:
    """What puts the app on the path for each folder of tests that imports `__app__`."""
    by_folder: dict[str, list[str]] = {}
    for path in sorted(project.files):
        folder = folder_of_tests(path)
        if folder and path.endswith(".py") and _imports_app(path, project):
            by_folder.setdefault(folder, []).append(path)
    return tuple(
        edit
        for folder, paths in by_folder.items()
        for path in _told(folder, paths, project)
        for edit in _edits(path, project)
    )


def folder_of_tests(path: str) -> str:
    """The folder of tests that a file is in, beside the app or inside; "" for what is no test."""
    if path.startswith("../"):
        return "/".join(path.split("/")[:2])
    match = TEST.search(path)
    if match is None:
        return ""
    return path[: match.end() - 1] if match[2].endswith("/") else path.rpartition("/")[0] or "."


def is_hidden(path: str, name: str, project: Project) -> bool:
    """Whether a test may find another module of a name: in a folder that a test runner looks in."""
    folders = path.split("/")[:-1]
    inside = ("/".join(folders[:end]) for end in range(1, len(folders) + 1))
    tops = {folder_of_tests(path), *(each for each in inside if not _is_package(each, project))}
    return any(
        f"{folder}/{name}{end}" in project.files
        for folder in tops - {".."}
        for end in (".py", "/__init__.py")
    )


def _imports_app(path: str, project: Project) -> bool:
    return any(item.module.partition(".")[0] == APP for item in project.imports.get(path, ()))


def _told(folder: str, paths: Sequence[str], project: Project) -> Sequence[str]:
    """The files of a folder of tests that are to say where the app is."""
    if folder.startswith("../"):
        is_case = any(b"TestCase" in project.files[path] for path in paths)
        return paths if is_case else [f"{folder}/conftest.py"]
    is_found = all(_is_found(path, project) for path in paths)
    return [] if is_found else [f"{folder}/conftest.py"]


def _is_found(path: str, project: Project) -> bool:
    """Whether pytest puts the app on the path for a test of its own.

    It puts there what the outermost package lies in, of the test or of a conftest.py above.
    """
    if _is_package("", project):
        return False
    folders = path.split("/")[:-1]
    inside = ("/".join(folders[:end]) for end in range(1, len(folders) + 1))
    return "conftest.py" in project.files or all(_is_package(each, project) for each in inside)


def _is_package(folder: str, project: Project) -> bool:
    return f"{folder}/__init__.py".lstrip("/") in project.files


def _edits(path: str, project: Project) -> Iterator[Edit]:
    lines = _lines(path)
    if path not in project.files:
        yield Edit(path, 0, 0, "".join(f"{line}\n" for line in lines).encode())
        return
    python = python_of(path, project.files)
    if python is None or _has_path(path, project):
        return
    text = python.text
    # what says how the file is run and read stays first, as do a docstring and imports of the future
    header = _HEADER.match(text.text)
    start = header.end() if header else 0
    for statement in python.trees[0].body:
        if not _FIRST.match(python.written(statement)):
            break
        start = text.lines(1, text.line_of(python.range(statement)[1]))[1]
    block = "".join(f"{line}{text.newline}" for line in lines)
    before = text.newline if start else ""
    after = "" if text.text[start : start + 1] in {"", "\r", "\n"} else text.newline
    yield text.edit(start, start, f"{before}{block}{after}")


def _lines(path: str) -> tuple[str, ...]:
    above = path.removeprefix("../").count("/")
    name = f' / "{APP}"' if path.startswith("../") else ""
    return (
        "import sys",
        "from pathlib import Path",
        "",
        "# the app's modules are imported absolutely, as the Functions worker finds them",
        f"sys.path.append(str(Path(__file__).resolve().parents[{above}]{name}))",
    )


def _has_path(path: str, project: Project) -> bool:
    """Whether a file puts the app on the path already."""
    text = text_of(path, project.files)
    lines = [] if text is None else [line for line in text.text.splitlines() if "sys.path" in line]
    return any(APP in line or not path.startswith("../") for line in lines)
