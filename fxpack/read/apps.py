"""The apps that some paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from types import ModuleType

from fxpack.errors import FileError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.read.search import GitIgnored, IgnoreFiles
from fxpack.read.tree import Listing, has_functions, is_app, is_inside, list_folder, looked_into

MANY_FOLDERS = 1000
"""From here on a search asks the ignore files what to leave out; before, only about what it found.
Translating a usual .gitignore costs as much time as listing this many folders."""

MOST_NAMED = 10
"""A message names no more apps than this."""

OTHER_LANGUAGES = (
    "package.json", "profile.ps1", "pom.xml", "build.gradle", "go.mod", "cargo.toml",
    ".csproj", ".fsproj", ".sln", ".dll", ".deps.json",
)  # fmt: skip
"""Names at an app's root, or their ends, that say what else than Python an app is written in."""


class AppRoot(NamedTuple):
    """An app to look at. `display` leads to it from the current folder, "" for that itself."""

    root: str
    display: str


class Found(NamedTuple):
    """The apps that paths stand for, in the order of output, and the files that no app owns."""

    apps: tuple[AppRoot, ...]
    passed_over: tuple[str, ...] = ()


def find_apps(paths: Sequence[str], cwd: str) -> Found:
    """The apps that paths stand for, each once.

    A path is an app, a folder with apps below, or a file, which stands for the app that owns it.
    """
    owners = _Owners(os.path.abspath(cwd))
    roots: list[str] = []
    passed_over: list[str] = []
    for path in paths or (".",):
        absolute = os.path.abspath(os.path.join(cwd, path))
        if os.path.isdir(absolute):
            roots += _apps_of_folder(path, absolute, owners)
        elif not os.path.lexists(absolute):
            raise UsageError(f"{path} does not exist: name an app, a folder with apps, or a file")
        elif (owner := owners.of_folder(os.path.dirname(absolute)).app) is None:
            passed_over.append(path)
        else:
            roots.append(owner)
    unique = {os.path.realpath(root): root for root in reversed(roots)}
    apps = [AppRoot(root=root, display=display_of(root, cwd)) for root in unique.values()]
    return Found(
        apps=tuple(sorted(apps, key=lambda app: app.display)), passed_over=tuple(passed_over)
    )


def one_app(path: str, cwd: str) -> AppRoot:
    """The one app that a folder is, or that is below it.

    Raises UsageError where there is none or more than one, FileError where it cannot be listed.
    """
    absolute = os.path.abspath(os.path.join(cwd, path))
    if not os.path.isdir(absolute):
        is_there = os.path.lexists(absolute)
        raise UsageError(f"{path} {'is no folder' if is_there else 'does not exist'}: name an app")
    roots = _apps_of_folder(path, absolute, _Owners(os.path.abspath(cwd)), alone=True)
    if len(roots) > 1:
        names = sorted(display_of(root, cwd) or "." for root in roots)
        listed = ", ".join(names[:MOST_NAMED]) + ", …" * (len(names) > MOST_NAMED)
        raise UsageError(f"{path} has {len(names)} apps below: name one of them ({listed})")
    return AppRoot(root=roots[0], display=display_of(roots[0], cwd))


def path_in_app(app: AppRoot, path: str, cwd: str) -> str:
    """The path of an app's file as the app knows it, posix and from its root.

    `path` leads there from the current folder or from the app's root. Raises UsageError if there is
    nothing.
    """
    for folder in (cwd, app.root):
        absolute = os.path.abspath(os.path.join(folder, path))
        if is_inside(absolute, app.root) and absolute != app.root and os.path.lexists(absolute):
            return absolute[len(os.path.join(app.root, "")) :].replace(os.sep, "/")
    of = f" {app.display}" if app.display else ""
    raise UsageError(f"{path} is nothing that the app{of} has")


def display_of(root: str, cwd: str, flavour: ModuleType = os.path) -> str:
    """How a folder is called from the current one: posix, and absolute on another drive."""
    try:
        path: str = flavour.relpath(root, cwd)
    except ValueError:
        path = root
    path = path.replace(flavour.sep, "/")
    return "" if path == "." else path


def _apps_of_folder(path: str, absolute: str, owners: _Owners, *, alone: bool = False) -> list[str]:
    """A folder that was named is an app even without host.json, if it has functions.

    With `alone` the apps below one that is an app itself are not asked for.
    """
    listing = list_folder(absolute)
    if not listing.readable:
        raise FileError(f"{path} cannot be read: you lack the right to list this folder")
    owner = owners.of_folder(os.path.dirname(absolute))
    functions = has_functions(absolute, listing)
    named = functions or is_app(absolute, listing, inside_app=bool(owner.outer))
    if named and alone:
        return [absolute]
    below = list(_apps_below(absolute, listing, (absolute,) if functions else ()))
    if named or below:
        return [absolute, *below] if named else below
    message = f"{path} is no function app and has none below"
    if owner.app is not None:
        raise UsageError(f"{message}; it lies in the app {owner.app}: name that")
    raise UsageError(
        f"{message}: name a folder that has a host.json, a function_app.py or folders with a "
        "function.json (environments, caches and what git ignores are not searched)"
    )


def _apps_below(top: str, listing: Listing, outer: tuple[str, ...]) -> Iterator[str]:
    """All apps in Python further down, known by their host.json. Links are not followed."""
    files = IgnoreFiles()
    git_ignored = GitIgnored(top, files)

    def ignored(path: str, outer: tuple[str, ...]) -> bool:
        return files.unpublished(path, outer) or git_ignored(path)

    folders = 0
    stack = [(top, listing, outer)]
    while stack:
        folder, listing, outer = stack.pop()
        for name in listing.folders - listing.links:
            path = os.path.join(folder, name)
            below = list_folder(path)
            folders += 1
            if not looked_into(path, below) or (folders > MANY_FOLDERS and ignored(path, outer)):
                continue
            inner = outer
            if is_app(path, below, inside_app=bool(outer)):
                if has_functions(path, below):
                    inner = (*outer, path)
                if is_python(path, below) and not ignored(path, outer):
                    yield path
            stack.append((path, below, inner))


def is_python(path: str, listing: Listing) -> bool:
    """Whether an app that nobody named may be one in Python.

    Not, if neither its root nor a function's folder has a Python file, and the root has the project
    file of another language.
    """
    if not any(name.lower().endswith(OTHER_LANGUAGES) for name in listing.files):
        return True
    folders = [list_folder(os.path.join(path, name)) for name in listing.folders]
    return any(name.endswith(".py") for each in (listing, *folders) for name in each.files)


class _Owner(NamedTuple):
    """The app that a folder belongs to, and all apps with functions that it lies in."""

    app: str | None = None
    outer: tuple[str, ...] = ()
    unsearched: bool = False


class _Owners:
    """Which app a folder belongs to: the last one on the way down from the repository's root."""

    def __init__(self, cwd: str) -> None:
        self.cwd = cwd
        self.files = IgnoreFiles()
        self.known: dict[str, _Owner] = {}

    def of_folder(self, folder: str) -> _Owner:
        """The owner of the files directly in a folder."""
        if folder not in self.known:
            self.known[folder] = self._find(folder)
        return self.known[folder]

    def _find(self, folder: str) -> _Owner:
        listing = list_folder(folder)
        parent = os.path.dirname(folder)
        top = parent == folder or ".git" in listing.folders | listing.files
        above = _Owner() if top else self.of_folder(parent)
        if above.unsearched or not (top or looked_into(folder, listing)):
            return _Owner(unsearched=True)
        if is_app(folder, listing, inside_app=bool(above.outer)):
            return self._app(folder, listing, above)
        if above.app is not None:
            return above
        if folder == self.cwd and has_functions(folder, listing):
            return _Owner(folder, (folder,))
        return _Owner(self._beside(folder, parent), above.outer)

    def _app(self, folder: str, listing: Listing, above: _Owner) -> _Owner:
        if self.files.unpublished(folder, above.outer):
            return _Owner(unsearched=True)
        inner = (folder,) if has_functions(folder, listing) else ()
        return _Owner(folder if is_python(folder, listing) else None, above.outer + inner)

    def _beside(self, folder: str, parent: str) -> str | None:
        """The app `__app__` that tests beside it belong to."""
        beside = os.path.join(parent, "__app__")
        named = os.path.basename(folder) in ("test", "tests")
        return beside if named and is_app(beside, list_folder(beside)) else None
