"""What a search for apps leaves out, by the ignore files on disk."""

from __future__ import annotations

import os

from fxpack.read.ignore import Ignore


class IgnoreFiles:
    """Ignore files by path, each read once; one that is not there ignores nothing."""

    def __init__(self) -> None:
        self.known: dict[str, Ignore] = {}

    def read(self, path: str) -> Ignore:
        if path not in self.known:
            try:
                with open(path, "rb") as file:
                    content = file.read()
            except OSError:
                content = b""
            self.known[path] = Ignore(content, path)
        return self.known[path]

    def unpublished(self, folder: str, apps: tuple[str, ...]) -> bool:
        """Whether one of the apps around a folder leaves it out by its .funcignore."""
        for app in apps:
            lines = self.read(os.path.join(app, ".funcignore"))
            decision = lines.decide(_relative(folder, app), folder=True)
            if decision is not None and decision.excluded:
                return True
        return False


class GitIgnored:
    """Whether git would not look into a folder below `top`, itself in a repository or not.

    A folder that was named is searched, also when git ignores it: then only the .gitignore files in
    and below it count.
    """

    def __init__(self, top: str, files: IgnoreFiles) -> None:
        self.top = top
        self.files = files
        self._above: tuple[str, ...] | None = None

    def __call__(self, folder: str) -> bool:
        if self._above is None:
            above = _up_to_repository(self.top)
            ignored = any(self._names(path, above[:i]) for i, path in enumerate(above) if i)
            self._above = above[-1:] if ignored else above
        levels = self._above
        for name in _relative(folder, self.top).split("/"):
            path = os.path.join(levels[-1], name)
            if self._names(path, levels):
                return True
            levels = (*levels, path)
        return False

    def _names(self, path: str, levels: tuple[str, ...]) -> bool:
        """Whether the nearest .gitignore that has a say leaves out a folder."""
        for level in reversed(levels):
            lines = self.files.read(os.path.join(level, ".gitignore"))
            decision = lines.decide_alone(_relative(path, level), folder=True)
            if decision is not None:
                return decision.excluded
        return False


def _up_to_repository(folder: str) -> tuple[str, ...]:
    """The folders from the repository's root down to one; only itself outside of a repository."""
    folders = [folder]
    while not os.path.lexists(os.path.join(folders[0], ".git")):
        parent = os.path.dirname(folders[0])
        if parent == folders[0]:
            return (folder,)
        folders.insert(0, parent)
    return tuple(folders)


def _relative(path: str, folder: str) -> str:
    return path[len(os.path.join(folder, "")) :].replace(os.sep, "/")
