"""Writing a file whose hash is known when it is closed, without reading it again."""

from __future__ import annotations

import hashlib
import os
from io import FileIO
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

BLOCK = 1 << 19
"""Bytes written at once: many to a system call, and still in the processor's cache when hashed."""

BLOCKS = 4

_Written = tuple[memoryview, int]


class HashedOutput:
    """A file that is written from its start to its end.

    Blocks go to the file from this thread and through SHA-256 in another: both let Python run
    meanwhile. Four blocks are all the memory that it takes. Raises OSError.
    """

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._todo: SimpleQueue[_Written | None] = SimpleQueue()
        self._free: SimpleQueue[memoryview] = SimpleQueue()
        for _ in range(BLOCKS - 1):
            self._free.put(memoryview(bytearray(BLOCK)))
        self._block = memoryview(bytearray(BLOCK))
        self._used = 0
        self._flushed = 0
        self._thread = Thread(target=self._hash_blocks, daemon=True)

    @property
    def size(self) -> int:
        """The bytes so far."""
        return self._flushed + self._used

    def write(self, data: bytes | bytearray) -> None:
        """Add bytes."""
        end = self._used + len(data)
        if end <= BLOCK:
            self._block[self._used : end] = data
            self._used = end
            return
        rest = memoryview(data)
        while rest:
            if self._used == BLOCK:
                self._flush()
            piece = rest[: BLOCK - self._used]
            self._block[self._used : self._used + len(piece)] = piece
            self._used += len(piece)
            rest = rest[len(piece) :]

    def copy(self, file: FileIO, offset: int, count: int) -> None:
        """Add bytes of another file. EOFError where it has not so many."""
        while count:
            used = self._used
            if used == BLOCK:
                self._flush()
                used = 0
            done = _read(file, self._block[used : min(used + count, BLOCK)], offset)
            if not done:
                raise EOFError
            self._used = used + done
            offset += done
            count -= done

    def finish(self) -> str:
        """Write what is left; the SHA-256 of all in hexadecimal digits."""
        self._flush()
        self._todo.put(None)
        self._thread.join()
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._todo.put(None)

    def _flush(self) -> None:
        rest = self._block[: self._used]
        while rest:
            rest = rest[self._file.write(rest) :]
        self._todo.put((self._block, self._used))
        self._flushed += self._used
        self._block = self._free.get()
        self._used = 0

    def _hash_blocks(self) -> None:
        while (written := self._todo.get()) is not None:
            block, used = written
            self._hash.update(block[:used])
            self._free.put(block)


if hasattr(os, "preadv"):

    def _read(file: FileIO, into: memoryview, offset: int) -> int:
        return os.preadv(file.fileno(), [into], offset)

else:  # Windows

    def _read(file: FileIO, into: memoryview, offset: int) -> int:
        file.seek(offset)
        return file.readinto(into)
