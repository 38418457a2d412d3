"""What the files of an installed wheel are, kept by the wheel's content.

To look through a wheel takes as long as to copy it, and it has the same files each time. Like the
store this is only ever a shortcut: what is missing, damaged or cannot be written is made anew.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256
from itertools import repeat

from fxpack import __version__
from fxpack.artifact import Compressed, Content, Entry, StoredWheel
from fxpack.atomic import replacing
from fxpack.pack.wheel import install

FORMAT = 1
"""Changes whenever `install` makes other files of the same wheel."""


class KeptFiles:
    """The files of wheels, in a folder of the store."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def installed(self, wheel: StoredWheel) -> tuple[Entry, ...]:
        """As `install` has it, and with its errors."""
        path = self._path(wheel)
        kept = _read(path, wheel)
        if kept is None:
            kept = install(wheel)
            self._write(path, kept)
        return kept

    def _path(self, wheel: StoredWheel) -> str:
        """One for each way to install a wheel."""
        package = wheel.package
        way = [FORMAT, __version__, package.name, package.requested, package.direct_url]
        name = sha256(json.dumps([wheel.sha256, *way], sort_keys=True, default=dict).encode())
        return os.path.join(self.folder, f"{name.hexdigest()}.json")

    def _write(self, path: str, entries: Iterable[Entry]) -> None:
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            with replacing(path) as beside, open(beside, "w", encoding="ascii") as file:
                file.write(_text(entries))
        except OSError:
            return


def _text(entries: Iterable[Entry]) -> str:
    """Members as columns, which are read in half the time of rows; then what was written anew."""
    members = []
    written = []
    for path, size, source, executable, _ in entries:
        if isinstance(source, Compressed):
            members.append((path, size, *source[1:], executable))
        else:
            assert isinstance(source, Content)
            written.append((path, size, b64encode(source.data).decode(), executable))
    columns = [list(column) for column in zip(*members, strict=True)]
    return json.dumps([columns, written], separators=(",", ":"))


def _read(path: str, wheel: StoredWheel) -> tuple[Entry, ...] | None:
    owner = wheel.package.name
    try:
        with open(path, "rb") as file:
            columns, written = json.loads(file.read())
        entries = [
            Entry(path, size, Content(b64decode(data, validate=True)), executable, owner)
            for path, size, data, executable in written
        ]
        if columns:
            paths, sizes, offsets, compressed, methods, crcs, executable = columns
            sources = map(Compressed, repeat(wheel.path), offsets, compressed, methods, crcs)
            entries += map(Entry, paths, sizes, sources, executable, repeat(owner))
    except (OSError, ValueError, TypeError):
        return None
    return tuple(entries)
