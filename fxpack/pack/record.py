"""RECORD: the files of an installed package, with their hashes and sizes.

Source: https://packaging.python.org/specifications/recording-installed-packages, "The RECORD file".
"""

from __future__ import annotations

import csv
import hashlib
import io
from base64 import urlsafe_b64encode

from fxpack.nouns import NamedTuple

STRONG = frozenset({"sha256", "sha384", "sha512"})
"""The specification forbids weaker ones for wheels, and every Python has these."""


class Row(NamedTuple):
    """A line of RECORD; `hash` and `size` may be empty."""

    path: str
    hash: str = ""
    size: str = ""


class BadRecord(ValueError):
    """A RECORD that is no table of files; the message says what it is or does instead."""


def read_record(text: bytes) -> dict[str, Row]:
    """The lines of a RECORD by their paths. Raises BadRecord."""
    found: dict[str, Row] = {}
    try:
        lines = list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadRecord(f"it cannot be read ({error})") from None
    for line in filter(None, lines):
        if len(line) != 3:
            raise BadRecord("it has a line that is no path, hash and size")
        row = Row(*line)
        if found.setdefault(row.path, row) != row:
            raise BadRecord(f"it says two things of {row.path}")
        if row.hash and row.hash.partition("=")[0] not in STRONG:
            raise BadRecord(f"the hash of {row.path} is none of {', '.join(sorted(STRONG))}")
    return found


class Verifier:
    """Content is fed to it, and then it tells whether a line of RECORD is true of that."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._algorithm, _, self._wanted = row.hash.partition("=")
        self._hash = hashlib.new(self._algorithm) if self._algorithm else None
        self._size = 0

    def update(self, data: bytes) -> None:
        self._size += len(data)
        if self._hash is not None:
            self._hash.update(data)

    def contradiction(self) -> str:
        """What is not as the line has it: "size", "hash", or "" for nothing.

        Some wheels have their hashes in hexadecimal (gmsh 4.15.2): they are true all the same.
        """
        if self._row.size and self._row.size != str(self._size):
            return "size"
        if self._hash is None:
            return ""
        found = urlsafe_b64encode(self._hash.digest()).rstrip(b"=").decode()
        true = {found, self._hash.hexdigest()}
        return "" if self._wanted.rstrip("=") in true else "hash"
