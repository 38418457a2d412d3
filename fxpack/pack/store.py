"""The wheels that were fetched or built before, by their content, and what is known of each.

    wheels/ab/abcd…/entry.json    the file's name, how it looked on disk, its facts
    wheels/ab/abcd…/NAME.whl
    links/12/1234….json           from another hash, or from what a wheel was built from, to a sha256
    partial/                      downloads that are not whole yet
    new/                          entries that are being made

Nothing is locked: an entry is a folder that gets its name when it is complete, so builds may run at
the same time and be killed at any moment. What is in the store was checked: its hash, its RECORD,
its names. It is hashed again when the file looks other than it was left.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256 as sha256_of
from types import TracebackType
from typing import Any, Self

from fxpack.artifact import Progress, SharedObject, Silent, WheelFacts
from fxpack.atomic import replacing
from fxpack.errors import FileError
from fxpack.nouns import NamedTuple
from fxpack.pack.hashes import contradiction, digests_of

FORMAT = 1
"""Changes whenever `facts_of` finds something else in the same wheel."""

STALE = 24 * 60 * 60
"""After so many seconds without a change, what is not whole belongs to a build that was killed."""

_SHAPE = [FORMAT, list(WheelFacts._fields), list(SharedObject._fields)]


class StoredFile(NamedTuple):
    """A wheel in the store."""

    path: str
    sha256: str
    facts: WheelFacts


class Store:
    """The store in a folder. May be used by several threads and processes at once.

    progress   hears of entries that are thrown away
    beneath    a store that is only read, and only where this one has nothing
    temporary  it is removed with its content when the `with` block ends
    """

    def __init__(
        self,
        folder: str,
        progress: Progress | None = None,
        *,
        beneath: Store | None = None,
        temporary: bool = False,
    ) -> None:
        self.folder = os.path.abspath(folder)
        self.partial = os.path.join(self.folder, "partial")
        self._new = os.path.join(self.folder, "new")
        self._progress = progress or Silent()
        self._beneath = beneath
        self._temporary = temporary
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    # -- reading ----------------------------------------------------------------------------------

    def get(self, sha256: str) -> StoredFile | None:
        """The wheel of this content, None where there is none or where it has changed."""
        folder = self._folder(sha256)
        entry = _read(os.path.join(folder, "entry.json")) if folder else None
        if entry is None:
            return self._beneath.get(sha256) if self._beneath else None
        try:
            path = os.path.join(folder, entry["file"])
            if entry["looks"] != _looks(path) or entry["shape"] != _SHAPE:
                return self._looked_at_again(sha256, path, entry)
            _note_use(os.path.join(folder, "entry.json"))
            return StoredFile(path, sha256, _facts(entry["facts"]))
        except (OSError, KeyError, TypeError, ValueError):
            self._discard(folder)
            return None

    def find(self, hashes: Mapping[str, str]) -> StoredFile | None:
        """The wheel that has all these hashes, algorithm → digest; None where there is none."""
        sha256 = hashes.get("sha256", "").lower()
        sha256 = sha256 or next(filter(None, map(self.linked, _links(hashes))), "")
        stored = self.get(sha256)
        others = {link for link in _links(hashes) if self.linked(link) != sha256}
        if stored is None or not others:
            return stored
        found = digests_of(stored.path, hashes)
        if contradiction(hashes, found):
            return None
        self._link_all(found)
        return stored

    def built(self, source: str) -> StoredFile | None:
        """The wheel that was built from this, None where there is none.

        `source` tells all that the wheel depends on: see `record_built`.
        """
        return self.get(self.linked(f"built:{source}"))

    # -- writing ----------------------------------------------------------------------------------

    def add(
        self,
        path: str,
        *,
        filename: str = "",
        digests: Mapping[str, str] | None = None,
        move: bool = False,
    ) -> StoredFile:
        """Take a wheel in.

        filename  its real name, where the path ends in another
        digests   its hashes, where they were computed from these very bytes; its sha256 among them
        move      it may be taken away from where it is

        Raises DependencyError where it is no wheel or not what its name or RECORD says, FileError
        where it cannot be read or written.
        """
        filename = filename or os.path.basename(path)
        try:
            digests = digests or digests_of(path)
            known = self.get(digests["sha256"])
            if known is None:
                known = self._enter(path, filename, digests["sha256"], move=move)
            self._link_all(digests)
        except OSError as error:
            raise self._unwritable(filename, error) from error
        return known

    def record_built(self, source: str, stored: StoredFile) -> None:
        """Remember from what a wheel was built: a hash or commit, the Python, the settings."""
        try:
            self._link(f"built:{source}", stored.sha256)
        except OSError as error:
            raise self._unwritable(os.path.basename(stored.path), error) from error

    def workplace(self) -> str:
        """A new folder, on the disk of the store, for whoever asks; theirs to remove."""
        try:
            self._prepare()
            return tempfile.mkdtemp(dir=self._new)
        except OSError as error:
            raise self._unwritable(self._new, error) from error

    def _enter(self, path: str, filename: str, sha256: str, *, move: bool) -> StoredFile:
        from fxpack.pack.wheelfacts import facts_of

        place = self.workplace()
        try:
            inside = os.path.join(place, filename)
            (_move if move else shutil.copyfile)(path, inside)
            facts = facts_of(inside)
            _settle(inside)
            self._write(os.path.join(place, "entry.json"), _entry(inside, facts))
            return self._name(place, sha256)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise

    def _name(self, place: str, sha256: str) -> StoredFile:
        """Give a complete entry its place, unless another build was faster."""
        folder = self._folder(sha256)
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        for _ in range(3):
            try:
                os.rename(place, folder)
            except OSError:
                if not os.path.isdir(folder):
                    raise
            stored = self.get(sha256)
            if stored is not None:
                shutil.rmtree(place, ignore_errors=True)
                return stored
            # One that cannot be used is in the way.
            self._discard(folder)
        raise FileError(f"{folder}: what was written there is not there any more: try again")

    def _looked_at_again(
        self, sha256: str, path: str, entry: Mapping[str, Any]
    ) -> StoredFile | None:
        """A file that looks other than it did, or of which another fxpack knew other things."""
        before = _looks(path)
        if digests_of(path)["sha256"] != sha256:
            self._progress.say(f"{entry['file']} was damaged in the cache: it is thrown away")
            self._discard(os.path.dirname(path))
            return None
        if entry["shape"] == _SHAPE:
            facts = _facts(entry["facts"])
        else:
            from fxpack.pack.wheelfacts import facts_of

            facts = facts_of(path)
        with suppress(OSError):  # a cache that is only read
            kept = {**_entry(path, facts), "looks": before}
            self._write(os.path.join(os.path.dirname(path), "entry.json"), kept)
        return StoredFile(path, sha256, facts)

    def _discard(self, folder: str) -> None:
        """Out of the way first, in one step: nobody sees half of it."""
        try:
            place = self.workplace()
            os.rename(folder, os.path.join(place, "x"))
            shutil.rmtree(place, ignore_errors=True)
        except (OSError, FileError):  # gone already, or only read
            return

    def _write(self, path: str, content: Mapping[str, Any]) -> None:
        """In one step, also where a file is replaced that others read."""
        self._prepare()
        text = json.dumps(content, separators=(",", ":"))
        with replacing(path, folder=self._new) as new, open(new, "w", encoding="ascii") as file:
            file.write(text)

    def _prepare(self) -> None:
        if self._ready:
            return
        os.makedirs(self.folder, mode=0o700, exist_ok=True)  # for its owner, as all below it
        for folder in (self._new, self.partial):
            os.makedirs(folder, exist_ok=True)
            _sweep(folder)
        self._ready = True

    def _unwritable(self, what: str, error: OSError) -> FileError:
        return FileError(
            f"{what} cannot be kept in {self.folder}: {error.strerror}; "
            "make room there, or name another folder by FXPACK_CACHE_DIR"
        )

    # -- where things are -------------------------------------------------------------------------

    def _folder(self, sha256: str) -> str:
        """Of an entry; "" for what is no hash, and so for no path either."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            return ""
        return os.path.join(self.folder, "wheels", sha256[:2], sha256)

    def _link_path(self, link: str) -> str:
        name = sha256_of(link.encode("utf-8", "surrogatepass")).hexdigest()
        return os.path.join(self.folder, "links", name[:2], f"{name}.json")

    def linked(self, link: str) -> str:
        """The sha256 that another hash ("sha512:…") or a source leads to, "" for none."""
        kept = _read(self._link_path(link))
        if kept is not None and kept.get("link") == link:
            return str(kept.get("sha256", ""))
        return self._beneath.linked(link) if self._beneath else ""

    def _link(self, link: str, sha256: str) -> None:
        path = self._link_path(link)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self._write(path, {"link": link, "sha256": sha256})

    def _link_all(self, digests: Mapping[str, str]) -> None:
        for link in _links(digests):
            if self.linked(link) != digests["sha256"]:
                self._link(link, digests["sha256"])


def open_store(folder: str, progress: Progress) -> Store:
    """The store in a folder; over it one for this build alone, where it cannot be written."""
    store = Store(folder, progress)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return store
    except OSError as error:
        progress.say(
            f"{folder} cannot be written ({error.strerror}): what is fetched now is not kept for "
            "the next build; FXPACK_CACHE_DIR names another folder"
        )
    own = tempfile.mkdtemp(prefix="fxpack-")
    return Store(own, progress, beneath=store, temporary=True)


# -- files ----------------------------------------------------------------------------------------


def _links(hashes: Mapping[str, str]) -> list[str]:
    return [f"{name}:{hashes[name].lower()}" for name in sorted(hashes) if name != "sha256"]


def _looks(path: str) -> list[int]:
    """By what a file is known to be the one that was left there."""
    stat = os.stat(path)
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _entry(path: str, facts: WheelFacts) -> dict[str, Any]:
    plain = {**facts._asdict(), "objects": [each._asdict() for each in facts.objects]}
    return {"shape": _SHAPE, "file": os.path.basename(path), "looks": _looks(path), "facts": plain}


def _facts(plain: Mapping[str, Any]) -> WheelFacts:
    objects = tuple(SharedObject(**_frozen(each)) for each in plain["objects"])
    return WheelFacts(**{**_frozen(plain), "objects": objects})


def _frozen(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
    }


def _read(path: str) -> dict[str, Any] | None:
    try:
        with open(path, "rb") as file:
            kept = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def _note_use(entry: str) -> None:
    """By when it changed, once a day: `fxpack cache prune` asks for that."""
    if os.stat(entry).st_mtime < time.time() - STALE:
        with suppress(OSError):  # a cache that is only read
            os.utime(entry)


def _settle(path: str) -> None:
    """On the disk before anything says that it is there: a power cut leaves no wrong content."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def _move(source: str, target: str) -> None:
    try:
        os.rename(source, target)
    except OSError:  # from another disk, or Windows has it open elsewhere
        shutil.copyfile(source, target)


def _sweep(folder: str) -> None:
    """Remove what killed builds left behind."""
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                if entry.stat(follow_symlinks=False).st_mtime > time.time() - STALE:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)
            except OSError:  # another build was faster
                continue
