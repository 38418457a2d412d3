"""Listing: the apps of a repository, or those that a change touches."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence

from fxpack.app.chosen import Chosen, chosen
from fxpack.read.apps import AppRoot
from fxpack.read.beside import Beside
from fxpack.read.publish import publish
from fxpack.read.published import Choice
from fxpack.read.tree import is_inside, upwards
from fxpack.report.apps import ListedApp
from fxpack.settings import Flags

INPUTS = re.compile(
    r"[^/]*require[^/]*\.(txt|in)|pyproject\.toml|(uv|poetry|Pipfile)\.lock|pylock(\.[^/]+)?\.toml"
    r"|Pipfile|setup\.(py|cfg)|\.funcignore|\.python-version|local\.settings(\.[^/]*)?\.json"
)
"""Files that a build or a lint of the app reads, published or not."""

ABOVE = ("pyproject.toml", ".python-version", "uv.lock", "uv.toml")
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
    beside = Beside()
    touched = ((each, _touching(each.app, changed, beside)) for each in found)
    return tuple(
        _listed(each)._replace(because=os.path.relpath(file, cwd).replace(os.sep, "/"))
        for each, file in touched
        if file
    )


def _listed(one: Chosen) -> ListedApp:
    path = one.app.display or "."
    whole = path if path != "." else os.path.basename(one.app.root)
    name = re.sub(r"[^A-Za-z0-9]+", "_", whole).strip("_")
    if not name[:1].isalpha():
        # Azure Pipelines takes no other beginning
        name = f"app_{name}".rstrip("_")
    return ListedApp(path, name, one.target.version)


def _touching(app: AppRoot, changed: Collection[str], beside: Beside) -> str:
    """A changed file that the app is made of, "" where there is none."""
    if not changed:
        return ""
    root = os.path.realpath(app.root)
    tree = publish(app.root, Choice())
    files = {os.path.realpath(each.disk) for each in tree.files}
    outside = {*beside.of(root), *_settings_above(root)}
    # links that lead out: lint reads what is there, and a build says that they cannot stay
    outside.update(os.path.realpath(os.path.join(root, each.path)) for each in tree.problems)
    for path in sorted(changed):
        if path in files or any(is_inside(path, each) for each in outside) or is_inside(root, path):
            return path
        if is_inside(path, root) and (_is_gone_or_link(path) or _is_input(path)):
            return path
    return ""


def _settings_above(folder: str) -> Iterator[str]:
    """Where the files of a folder and those above it are, up to the repository's, that count."""
    return (os.path.join(above, name) for above in upwards(folder) for name in ABOVE)


def _is_gone_or_link(path: str) -> bool:
    """Whether a path was taken away, or what it leads to may be another file now."""
    return not os.path.lexists(path) or os.path.islink(path)


def _is_input(path: str) -> bool:
    return INPUTS.fullmatch(os.path.basename(path)) is not None
