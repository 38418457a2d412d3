"""Tests beside an app in a folder `__app__`: its modules are found as they are in the worker."""

from __future__ import annotations

from fxpack.edit.python import python_of
from fxpack.model import Edit, Project

_LINES = (
    "import sys",
    "from pathlib import Path",
    "",
    "# the app's modules are imported absolutely, as the Functions worker finds them",
    'sys.path.append(str(Path(__file__).resolve().parents[1] / "__app__"))',
)


def path_edits(project: Project) -> tuple[Edit, ...]:
    """What puts the app on the path for each folder of tests that imports `__app__`.

    A package of tests does so in its `__init__.py`, which every test runner imports first; else
    pytest's conftest.py does.
    """
    tests = (path for path in project.files if path.startswith("../") and path.endswith(".py"))
    folders = {
        "/".join(path.split("/")[:2])
        for path in tests
        if any(item.module.partition(".")[0] == "__app__" for item in project.imports.get(path, ()))
    }
    return tuple(edit for folder in sorted(folders) for edit in _of_folder(project, folder))


def climbs(project: Project) -> bool:
    """Whether a module of the app imports from above: it needs a package above the app's root."""
    return any(
        item.level > 1
        for path, imports in project.imports.items()
        if not path.startswith("../")
        for item in imports
    )


def _of_folder(project: Project, folder: str) -> tuple[Edit, ...]:
    package = f"{folder}/__init__.py"
    path = package if package in project.files else f"{folder}/conftest.py"
    if path not in project.files:
        return (Edit(path, 0, 0, "".join(f"{line}\n" for line in _LINES).encode()),)
    python = python_of(path, project.files)
    if python is None or "sys.path" in python.text.text:
        return ()
    text = python.text
    start = 0
    for statement in python.trees[0].body:
        # a docstring and imports of the future stay first
        written = python.written(statement)
        if written[:1] not in "\"'" and not written.startswith("from __future__"):
            break
        start = text.lines(1, text.line_of(python.range(statement)[1]))[1]
    lines = "".join(f"{line}{text.newline}" for line in _LINES)
    before = text.newline if start else ""
    after = text.newline if start < len(text.text) else ""
    return (text.edit(start, start, f"{before}{lines}{after}"),)
