"""A file that has its name only when it is whole: until then the old one stays."""

from __future__ import annotations

import os
import re
import sys
from types import TracebackType
from typing import Self

from fxpack.errors import FileError, UsageError

LEFTOVER = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)\.fxpack-tmp")


class NewFile:
    """The zip while it is written. `path` is where to write; `keep` gives it its name.

    `shown` is how errors call it.

    Where the system can make a file without a name (O_TMPFILE of Linux), even a process that is
    killed leaves nothing behind. Elsewhere it lies beside its place under a name of its own, which
    the next build removes when the process that made it is gone.
    """

    def __init__(self, target: str, *, shown: str = "") -> None:
        self.shown = shown or target
        self.target = os.path.realpath(target)
        self.folder = os.path.dirname(self.target)
        name = os.path.basename(self.target)
        self.beside = os.path.join(self.folder, f".{name}.{os.getpid()}.fxpack-tmp")
        self.path = self.beside
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        if not os.path.isdir(self.folder):
            raise FileError(f"{self.shown} cannot be written: there is no folder {self.folder}")
        if os.path.isdir(self.target):
            raise UsageError(
                f"{self.shown} is a folder: name the zip, such as {self.shown}/app.zip"
            )
        if os.path.lexists(self.target) and not os.path.isfile(self.target):
            raise UsageError(f"{self.shown} is no file that a zip could replace: name another")
        try:
            self._remove_leftovers()
            self._descriptor = _nameless(self.folder)
            if self._descriptor is None:
                with open(self.beside, "xb"):
                    pass
            else:
                self.path = f"/proc/self/fd/{self._descriptor}"
        except OSError as error:
            raise FileError(f"{self.shown} cannot be written: {error.strerror}") from None
        return self

    def keep(self) -> None:
        """Put the file in its place, in one step."""
        try:
            if self._descriptor is not None:
                _name(self._descriptor, self.beside)
            os.replace(self.beside, self.target)
        except OSError as error:
            raise FileError(f"{self.shown} cannot be written: {error.strerror}") from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
        if os.path.lexists(self.beside):
            os.unlink(self.beside)

    def _remove_leftovers(self) -> None:
        for name in os.listdir(self.folder):
            found = LEFTOVER.fullmatch(name)
            ours = found is not None and found["name"] == os.path.basename(self.target)
            if found and ours and not _runs(int(found["process"])):
                os.unlink(os.path.join(self.folder, name))


def _nameless(folder: str) -> int | None:
    """A new file without a name, None where there is no such thing."""
    if not hasattr(os, "O_TMPFILE") or not os.path.isdir("/proc/self/fd"):
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666)
    except OSError:
        return None


def _name(descriptor: int, path: str) -> None:
    if os.path.lexists(path):
        os.unlink(path)
    # with a folder's descriptor Python calls linkat, which follows the link to the file itself
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _runs(process: int) -> bool:
    """Whether a process is there; where it cannot be told it is."""
    if sys.platform == "win32" or process == os.getpid():
        return process != os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
