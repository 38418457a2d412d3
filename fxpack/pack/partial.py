"""A file that grows as it is downloaded, and that the next build goes on with."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from types import TracebackType
from typing import Self

from fxpack.errors import FileError
from fxpack.pack.hashes import Digests


class Partial:
    """What there is of one file: bytes are only added, so at any moment it is its beginning.

    path     where it is; whoever takes the file away while the `with` block lasts may keep it
    digests  hashes of what there is
    resumed  whether some of it is from an earlier build

    A file with a name is kept where the block ends early, unless `remove` was called. It belongs to
    one process at a time, even if another is killed; whoever comes second, like a file without a
    name, gets a new place, which ends with the block. Raises FileError where it cannot be written.
    """

    def __init__(self, folder: str, name: str, algorithms: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.path = os.path.join(folder, name) if name else ""
        self.digests = Digests(algorithms)
        self.resumed = False
        self._algorithms = algorithms
        self._file = -1
        self._kept = bool(name)

    @property
    def size(self) -> int:
        return self.digests.size

    def __enter__(self) -> Self:
        try:
            self._file = _owned(self.path) if self.path else -1
            if self._file < 0:
                self._kept = False
                self._file, self.path = tempfile.mkstemp(dir=self.folder)
            while piece := os.read(self._file, 1 << 20):
                self.digests.update(piece)
        except OSError as error:
            raise self._error(error) from error
        self.resumed = self.size > 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not self._kept or kind is None or self.size == 0:
            self.remove()
        self.close()

    def write(self, piece: bytes) -> None:
        """Add a piece. Whatever is on a full disk is of no use to the next build."""
        try:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            self.remove()
            raise self._error(error) from error
        self.digests.update(piece)

    def restart(self) -> None:
        """Forget all of it."""
        try:
            os.ftruncate(self._file, 0)
            os.lseek(self._file, 0, os.SEEK_SET)
        except OSError as error:
            raise self._error(error) from error
        self.digests = Digests(self._algorithms)
        self.resumed = False

    def close(self) -> None:
        """Give it free. What is on the disk is whole from here on."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def remove(self) -> None:
        """Leave nothing of it, unless it was taken away."""
        self._kept = False
        if sys.platform == "win32":  # an open file cannot be removed
            self.close()
        elif self._file < 0 or not _is(self._file, self.path):
            return
        with suppress(OSError):
            os.unlink(self.path)

    def _error(self, error: OSError) -> FileError:
        return FileError(
            f"{self.folder} cannot be written: {error.strerror}; make room there, or name another "
            "folder by FXPACK_CACHE_DIR"
        )


def _owned(path: str) -> int:
    """The file, opened for this process alone; -1 where another one has it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    # The other one may have taken it away between opening and locking.
    if _lock(file) and _is(file, path):
        return file
    os.close(file)
    return -1


def _is(file: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except OSError:
        return False


def _lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # A byte far behind the end: what is locked cannot be read either.
            os.lseek(file, 1 << 40, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
