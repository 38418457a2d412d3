"""The files of an app on disk. Every walk of fxpack goes through `list_folder`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property

from fxpack.nouns import NamedTuple

SKIPPED = frozenset(
    {
        ".direnv", ".eggs", ".git", ".hg", ".hypothesis", ".ipynb_checkpoints", ".mypy_cache",
        ".nox", ".pytest_cache", ".python_packages", ".ruff_cache", ".svn", ".tox", ".venv",
        "__pycache__", "__pypackages__", "node_modules", "site-packages",
    }
)  # fmt: skip
"""Folders that hold no code of the app itself: known to exist, never looked into."""

ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")
PYTHONS = ("bin/python", "Scripts/python.exe")


class Listing(NamedTuple):
    """What is directly inside a folder. Links are names too, here and in `files` or `folders`."""

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    readable: bool = True


def list_folder(path: str) -> Listing:
    """List a folder without ever failing: what vanished or cannot be read lists as nothing.

    What is neither file nor folder (sockets, pipes, dangling links) is left out, so that reading
    a listed file never hangs.
    """
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                kind = _kind(entry)
                if kind is not None:
                    (folders if kind == "folder" else files).append(entry.name)
                    if entry.is_symlink():
                        links.append(entry.name)
    except FileNotFoundError:
        return Listing()
    except OSError:
        return Listing(readable=False)
    return Listing(frozenset(files), frozenset(folders), frozenset(links))


def _kind(entry: os.DirEntry[str]) -> str | None:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else None
    except OSError:
        return None


def looked_into(path: str, listing: Listing) -> bool:
    """Whether a folder may hold code of its own: not a cache, a repository or an environment."""
    name = os.path.basename(path)
    return name not in SKIPPED and not is_environment(path, listing)


def is_environment(path: str, listing: Listing) -> bool:
    """Whether a folder is a Python environment; one from before pyvenv.cfg is known by its name."""
    if any(mark in listing.files or mark in listing.folders for mark in ENVIRONMENT_MARKS):
        return True
    if os.path.basename(path) not in ("env", "venv", ".venv"):
        return False
    return any(os.path.lexists(os.path.join(path, python)) for python in PYTHONS)


def is_app(path: str, listing: Listing, *, inside_app: bool = False) -> bool:
    """Whether a folder that nobody named is the root of an app.

    host.json makes it one, unless it is a stray: in a function's own folder, or in a folder without
    functions inside another app.
    """
    if "host.json" not in listing.files:
        return False
    stray = inside_app or "function.json" in listing.files
    return not stray or has_functions(path, listing)


def has_functions(path: str, listing: Listing) -> bool:
    """Whether a folder looks like the root of an app, host.json or not.

    A folder below counts by its function.json, unless it is the root of an app that by mistake has
    a function.json beside its host.json.
    """
    if "function_app.py" in listing.files:
        return True
    for name in listing.folders - SKIPPED:
        below = os.path.join(path, name)
        if os.path.isfile(os.path.join(below, "function.json")):
            inner = list_folder(below)
            if "host.json" not in inner.files or not has_functions(below, inner):
                return True
    return False


class Tree(Mapping[str, bytes]):
    """Path → content of an app's files, read when asked for and not kept.

    Paths are posix and relative to `root`. Reading may raise OSError. Left out are the insides of
    `SKIPPED` folders, of environments (but for their pyvenv.cfg) and of other apps further down.
    For a root named `__app__` the Python files of `tests` beside it are in, as `../tests/x.py`,
    since only they can import `__app__`.
    """

    def __init__(self, root: str) -> None:
        self.root = root

    def __getitem__(self, path: str) -> bytes:
        if path not in self._walked.files:
            raise KeyError(path)
        with open(f"{self.root}/{path}", "rb") as file:
            return file.read()

    def size(self, path: str) -> int:
        """The bytes of a file. Raises OSError."""
        return os.stat(f"{self.root}/{path}").st_size

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._walked.files)

    def __contains__(self, path: object) -> bool:
        return path in self._walked.files

    @property
    def name(self) -> str:
        """What the app's folder is called."""
        return os.path.basename(os.path.abspath(self.root))

    @property
    def folders(self) -> frozenset[str]:
        """All folders, also those not looked into."""
        return frozenset(self._walked.folders)

    @property
    def unreadable(self) -> frozenset[str]:
        """Folders that could not be listed."""
        return frozenset(self._walked.unreadable)

    @property
    def outside(self) -> frozenset[str]:
        """Links that leave the app: files can be read, folders are not looked into."""
        return frozenset(self._walked.outside)

    @cached_property
    def stats(self) -> dict[str, tuple[int, int, int]]:
        """Path → size, and times of the last change of content and status (ns), if it is there."""
        stats = {}
        for path in self:
            try:
                status = os.stat(f"{self.root}/{path}")
            except OSError:
                continue
            stats[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        return stats

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self._walked.files))

    @cached_property
    def _walked(self) -> _Walked:
        walked = _walk(self.root)
        if self.name == "__app__":
            for name in ("test", "tests"):
                beside = _walk(f"{self.root}/../{name}").files
                walked.files.update(f"../{name}/{path}" for path in beside if path.endswith(".py"))
        return walked


class Snapshot(Tree):
    """An app's files as they were when they were first read."""

    def __init__(self, root: str) -> None:
        super().__init__(root)
        self._read: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._read:
            self._read[path] = super().__getitem__(path)
        return self._read[path]


class Overlay(Tree):
    """An app's files with some of them changed or added, which the disk does not know."""

    def __init__(self, tree: Tree, changed: Mapping[str, bytes]) -> None:
        super().__init__(tree.root)
        self._tree = tree
        self._changed = changed
        self.__dict__["_walked"] = tree._walked  # noqa: SLF001 - the same folders, walked once

    def __getitem__(self, path: str) -> bytes:
        return self._changed[path] if path in self._changed else self._tree[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._tree, *self._changed}))

    def __len__(self) -> int:
        return len({*self._tree, *self._changed})

    def __contains__(self, path: object) -> bool:
        return path in self._changed or path in self._tree


class _Walked:
    def __init__(self) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.unreadable: set[str] = set()
        self.outside: set[str] = set()


def _walk(root: str) -> _Walked:
    """Collect what is below a folder. Below a followed link no further link is followed."""
    walked = _Walked()
    stack = [("", list_folder(root), False)]
    while stack:
        prefix, listing, linked = stack.pop()
        walked.files.update([prefix + name for name in listing.files])
        walked.folders.update([prefix + name for name in listing.folders])
        if not listing.readable:
            walked.unreadable.add(prefix.removesuffix("/"))
        for name in listing.links:
            if not is_inside(os.path.realpath(f"{root}/{prefix}{name}"), os.path.realpath(root)):
                walked.outside.add(prefix + name)
        for name in listing.folders:
            link = name in listing.links
            path = prefix + name
            if name in SKIPPED and name != ".venv":
                continue
            if link and (linked or path in walked.outside or not _leads_on(root, path)):
                continue
            below = list_folder(f"{root}/{path}")
            if is_environment(f"{root}/{path}", below) or name == ".venv":
                walked.files.update([f"{path}/pyvenv.cfg"] if "pyvenv.cfg" in below.files else [])
            elif not is_app(f"{root}/{path}", below, inside_app=True):
                stack.append((path + "/", below, linked or link))
    return walked


def is_inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or below it; both absolute and without links."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the repository's root."""
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = parent


def _leads_on(root: str, path: str) -> bool:
    """Whether a link to a folder leads to neither a folder it lies in nor a skipped one."""
    real = os.path.realpath(f"{root}/{path}")
    here = os.path.realpath(os.path.dirname(f"{root}/{path}"))
    top = os.path.realpath(root)
    return not is_inside(here, real) and SKIPPED.isdisjoint(real[len(top) :].split(os.sep))
