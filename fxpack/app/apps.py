"""Listing: the apps of a repository, or those that a change touches."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence

from fxpack.app.lint import Chosen, chosen
from fxpack.read.apps import AppRoot
from fxpack.read.publish import publish
from fxpack.read.published import Choice
from fxpack.read.requirement_lines import read_requirements
from fxpack.report.apps import ListedApp
from fxpack.settings import Flags

INPUTS = re.compile(
    r"[^/]*require[^/]*\.(txt|in)|pyproject\.toml|(uv|poetry|Pipfile)\.lock|pylock(\.[^/]+)?\.toml"
    r"|Pipfile|setup\.(py|cfg)|\.funcignore|\.python-version"
)
"""Files that a build or a lint of the app reads, published or not."""

ABOVE = ("pyproject.toml", ".python-version", "uv.lock")
"""Files of the folders above that count for all apps below."""


def apps(paths: Sequence[str], cwd: str, *, since: str | None = None) -> tuple[ListedApp, ...]:
    """The apps that paths stand for, sorted by path.

    since  a git revision: only apps that something changed in since then, or in what they are
           made of outside of their folders
    """
    found = list(chosen(paths, Flags(), cwd))
    if since is None:
        return tuple(_listed(each) for each in found)
    from fxpack.pack.changes import changed_since

    changed = changed_since(since, cwd)
    touched = ((each, _touching(each.app, changed)) for each in found)
    return tuple(
        _listed(each)._replace(because=os.path.relpath(file, cwd).replace(os.sep, "/"))
        for each, file in touched
        if file
    )


def _listed(one: Chosen) -> ListedApp:
    path = one.app.display or "."
    whole = path if path != "." else os.path.basename(one.app.root)
    name = re.sub(r"[^A-Za-z0-9]+", "_", whole).strip("_")
    return ListedApp(path, name or "app", one.target.version)


def _touching(app: AppRoot, changed: Collection[str]) -> str:
    """A changed file that the app is made of, "" where there is none."""
    if not changed:
        return ""
    root = os.path.realpath(app.root)
    files = {os.path.realpath(each.disk) for each in publish(app.root, Choice()).files}
    outside = tuple(_outside(app.root))
    for path in sorted(changed):
        if path in files or any(path == each or _is_below(path, each) for each in outside):
            return path
        if _is_below(path, root) and (not os.path.lexists(path) or _is_input(path)):
            return path
    return ""


def _outside(root: str) -> Iterator[str]:
    """Files and folders beside the app that it is built of: what its requirements lead to."""
    for path in ("requirements.txt", "requirements.in"):
        required = read_requirements(lambda name: _read(os.path.join(root, name)), path)
        for file in required.files:
            if "://" not in file.path:
                yield os.path.realpath(os.path.join(root, file.path))
        for line in required.lines:
            if line.kind == "path":
                local = line.url.partition("#")[0].removeprefix("file://")
                yield os.path.realpath(os.path.join(root, local))
    folder = os.path.realpath(root)
    while True:
        yield from (os.path.join(folder, name) for name in ABOVE)
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = parent


def _is_input(path: str) -> bool:
    return INPUTS.fullmatch(os.path.basename(path)) is not None


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
