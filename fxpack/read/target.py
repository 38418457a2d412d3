"""The Python that an app will run on: said by flag or setting, or found out from its files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from fxpack.model import Target
from fxpack.platforms import Python, newest, platforms
from fxpack.read.tree import upwards

Tables = Callable[[str], Mapping[str, Any] | None]
"""Folder → what its pyproject.toml holds, None where it has none."""

PINNED = re.compile(r"(?:c?python[-@]?)?(3)\.(\d{1,2})(?![\d])", re.IGNORECASE)
LOWER_BOUND = re.compile(r"\s*>=\s*3\.(\d{1,2})(?:\.0)?\s*(?:,\s*<\s*4(?:\.0)*\s*)?")
"""What nearly every requires-python looks like; packaging takes several milliseconds to load."""

MICROS = 40
"""More than any minor version of Python has had releases."""


def target_of(
    root: str,
    tables: Tables,
    *,
    flag: Python | None = None,
    setting: Python | None = None,
    plan: str = "",
    today: str = "",
) -> Target:
    """The target of the app at an absolute path.

    A version found in files is passed over where Azure Functions does not have it.

    today  as 2026-11-21; "" where no support is to have ended
    """
    python, python_from = _python_of(root, tables, flag, setting)
    until = platforms()[python].until
    ended = until if until < today[: len(until)] else ""
    return Target(python=python, python_from=python_from, plan=plan, ended=ended)


def _python_of(
    root: str, tables: Tables, flag: Python | None, setting: Python | None
) -> tuple[Python, str]:
    """The version, and where it comes from."""
    if flag is not None:
        return flag, "--python"
    if setting is not None:
        return setting, "[tool.fxpack]"
    folders = list(upwards(root))
    for folder in folders:
        python = pinned(_text(os.path.join(folder, ".python-version")))
        if python is not None:
            return python, ".python-version"
    for folder in folders:
        project = (tables(folder) or {}).get("project")
        required = project.get("requires-python") if isinstance(project, dict) else None
        if isinstance(required, str) and (python := lowest(required)) is not None:
            return python, "requires-python"
    return newest(), "default"


def pinned(text: str) -> Python | None:
    """The first Python of a .python-version file that Azure Functions has.

    Lines of pyenv and uv: `3.11`, `3.11.4`, `3.12-dev`, `cpython-3.12`, with comments; names of
    environments and other implementations are passed over.
    """
    for word in re.sub(r"#.*", "", text).split():
        found = PINNED.match(word)
        if found and (python := (int(found[1]), int(found[2]))) in platforms():
            return python
    return None


def lowest(specifiers: str) -> Python | None:
    """The lowest Python of Azure Functions that a requires-python allows in any release of it."""
    simple = LOWER_BOUND.fullmatch(specifiers)
    if simple:
        bound = (3, int(simple[1]))
        return next((python for python in platforms() if python >= bound), None)
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        allowed = SpecifierSet(specifiers)
    except InvalidSpecifier:
        return None
    for major, minor in platforms():
        if any(allowed.contains(f"{major}.{minor}.{micro}") for micro in range(MICROS)):
            return major, minor
    return None


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""
