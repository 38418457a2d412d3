"""Writing the zip: the same bytes for the same entries, on every machine and at any time.

Files are sorted by the bytes of their names; there are no folders, no extra fields but those of
Zip64, and nothing that tells of the machine. Members of wheels are copied as they lie there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import FileIO
from types import TracebackType
from typing import Self

from deflate import crc32

from fxpack.artifact import Compressed, Entry, Progress
from fxpack.errors import FileError
from fxpack.nouns import NamedTuple
from fxpack.pack.hashed_output import HashedOutput
from fxpack.pack.packing import Packed, changed, packing
from fxpack.pack.zipformat import STORED, directory_record, dos_time, end_records, local_header

_FILE = 0o100644
_EXECUTABLE = 0o100755
_PIECE = 1 << 18
_STEP = 1 << 20  # of progress, in bytes
_OPEN = 64  # wheels at once: systems allow 256 files and more


class Written(NamedTuple):
    """A zip that was written: its size in bytes, its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str
    files: int


def write(
    entries: Iterable[Entry],
    path: str,
    *,
    when: int | None = None,
    progress: Progress | None = None,
    shown: str = "",
) -> Written:
    """Write a zip of the entries, whose paths differ, to `path`, replacing what is there.

    when      the time of all files, in seconds since 1970; None is 1980-01-01
    progress  hears of the bytes of the entries, unpacked
    shown     how errors call the zip

    The caller removes what is left after an error. Raises FileError where the zip cannot be
    written, or where a source is gone or changed.
    """
    ordered = sorted(entries, key=lambda entry: entry.path.encode())
    own = (entry for entry in ordered if not isinstance(entry.source, Compressed))
    folder = os.path.dirname(os.path.realpath(path))
    try:
        with (
            FileIO(path, "w") as file,
            HashedOutput(file) as output,
            packing(own, folder) as packed,
            _OpenWheels() as wheels,
        ):
            records = _write_members(ordered, output, packed, dos_time(when), wheels, progress)
            directory = output.size
            for record in records:
                output.write(record)
            output.write(end_records(len(records), output.size - directory, directory))
            return Written(sha256=output.finish(), size=output.size, files=len(records))
    except OSError as error:
        raise FileError(f"{shown or path} cannot be written: {error.strerror}") from None


def _write_members(
    entries: list[Entry],
    output: HashedOutput,
    packed: Iterator[Packed],
    time: int,
    wheels: _OpenWheels,
    progress: Progress | None,
) -> list[bytes]:
    """Write the members; their records in the directory."""
    records = []
    untold = 0
    for entry in entries:
        source, start = entry.source, output.size
        data = source if isinstance(source, Compressed) else next(packed)
        header = local_header(
            entry.path.encode(), data.method, time, data.crc, data.compressed, entry.size
        )
        output.write(header)
        if isinstance(data, Compressed):
            wheels.copy(data, output)
        else:
            _add(data, entry, output)
        records.append(directory_record(header, start, _EXECUTABLE if entry.executable else _FILE))
        untold += entry.size
        if progress and untold >= _STEP:
            progress.advance(untold)
            untold = 0
    if progress:
        progress.advance(untold)
    return records


def _add(own: Packed, entry: Entry, output: HashedOutput) -> None:
    if isinstance(own.data, bytes | bytearray):
        output.write(own.data)
        return
    crc = size = 0
    with own.data as file:
        while piece := file.read(_PIECE):
            crc, size = crc32(piece, crc), size + len(piece)
            output.write(piece)
    # what was deflated lies in a file that nobody else can write
    if size != own.compressed or (own.method == STORED and crc != own.crc):
        raise changed(entry)


class _OpenWheels:
    """The wheels that members are copied from."""

    def __init__(self) -> None:
        self._files: dict[str, FileIO] = {}

    def copy(self, source: Compressed, output: HashedOutput) -> None:
        """Copy the data of a member as they are."""
        file = self._files.get(source.zip) or self._open(source.zip)
        try:
            output.copy(file, source.offset, source.compressed)
        except EOFError:
            raise FileError(f"{source.zip} became shorter while it was read") from None

    def _open(self, path: str) -> FileIO:
        if len(self._files) >= _OPEN:
            self._files.pop(next(iter(self._files))).close()
        try:
            file = self._files[path] = FileIO(path)
        except OSError as error:
            raise FileError(f"{path} cannot be read: {error.strerror}") from None
        return file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()
