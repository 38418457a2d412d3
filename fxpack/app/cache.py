"""What fxpack keeps in the user's cache folder: how much there is, and what may go."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress

from fxpack.cache import cache_folder
from fxpack.errors import FileError
from fxpack.nouns import NamedTuple

UNFINISHED = "unfinished"

PARTS = {
    "wheels": ("packages/wheels/*/*",),
    "names of wheels": ("packages/links/*/*",),
    "files in wheels": ("packages/files/*",),
    "locks": ("packages/locks/*",),
    "answers of lint": ("*.json",),
    UNFINISHED: ("packages/new/*", "packages/partial/*", "*.tmp"),
}
"""By what people call it, where it lies below the folder. All of it can be made again."""

DAY = 24 * 60 * 60


class Part(NamedTuple):
    """One kind of what is kept; size in bytes."""

    name: str
    number: int
    size: int


class Kept(NamedTuple):
    """What is in the folder, or what was removed from it."""

    folder: str
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)


class _Entry(NamedTuple):
    """A file or folder that comes and goes as a whole.

    used  when it was last used, or made where that is not noted; in seconds since 1970
    """

    part: str
    path: str
    size: int
    used: float


def kept() -> Kept:
    """What is there."""
    folder = cache_folder()
    return _summed(folder, list(_entries(folder)))


def prune(days: int) -> tuple[Kept, Kept]:
    """Remove what was not used for so many days: what was removed, and what stays.

    Raises FileError where the folder cannot be written.
    """
    folder = cache_folder()
    limit = time.time() - days * DAY
    gone: list[_Entry] = []
    stays: list[_Entry] = []
    for entry in list(_entries(folder)):
        # What is not whole may belong to a build that runs.
        until = min(limit, time.time() - DAY) if entry.part == UNFINISHED else limit
        (gone if entry.used <= until and _removed(entry, folder) else stays).append(entry)
    return _summed(folder, gone), _summed(folder, stays)


def _entries(folder: str) -> Iterator[_Entry]:
    from glob import escape, iglob

    for part, patterns in PARTS.items():
        for pattern in patterns:
            for path in iglob(os.path.join(escape(folder), pattern)):
                with suppress(OSError):  # another fxpack has removed it
                    yield _Entry(part, path, _size(path), _used(path, folder, part))


def _size(path: str) -> int:
    if not os.path.isdir(path):
        return os.stat(path).st_size
    files = (os.path.join(inside, name) for inside, _, names in os.walk(path) for name in names)
    return sum(os.stat(file).st_size for file in files)


def _used(path: str, folder: str, part: str) -> float:
    """Only of wheels it is noted (see `Store`); a name is used with the wheel that it leads to."""
    if part == "names of wheels":
        wheel = _wheel_of(path, folder)
        return _used(wheel, folder, "wheels") if os.path.isdir(wheel) else 0
    entry = os.path.join(path, "entry.json")
    return os.stat(entry if os.path.exists(entry) else path).st_mtime


def _wheel_of(link: str, folder: str) -> str:
    try:
        with open(link, "rb") as file:
            sha256 = str(json.load(file)["sha256"])
    except (ValueError, TypeError, LookupError):
        return ""
    return os.path.join(folder, "packages", "wheels", sha256[:2], sha256)


def _removed(entry: _Entry, folder: str) -> bool:
    """Whether it is gone by our doing. Raises FileError where it cannot be removed."""
    try:
        if os.path.isdir(entry.path):
            _remove_folder(entry.path, folder)
        else:
            os.unlink(entry.path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileError(f"{entry.path} cannot be removed: {error.strerror}") from None
    with suppress(OSError):  # there is more in it
        if entry.part in {"wheels", "names of wheels"}:
            os.rmdir(os.path.dirname(entry.path))
    return True


def _remove_folder(path: str, folder: str) -> None:
    """Out of the way first, in one step: nobody finds half of it."""
    place = tempfile.mkdtemp(dir=os.path.join(folder, "packages"))
    try:
        os.rename(path, os.path.join(place, "x"))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _summed(folder: str, entries: list[_Entry]) -> Kept:
    parts = []
    for name in PARTS:
        sizes = [entry.size for entry in entries if entry.part == name]
        parts.append(Part(name, len(sizes), sum(sizes)))
    return Kept(folder, tuple(parts))
