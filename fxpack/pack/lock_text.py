"""The file that a lock is in: read as pip decodes it, and written back in the same form."""

from __future__ import annotations

import os
import stat

from fxpack.errors import FileError, UsageError
from fxpack.nouns import NamedTuple
from fxpack.pack.output import NewFile
from fxpack.read.requirement_lines import ENCODINGS, decoded


class LockText(NamedTuple):
    """A file as it is on disk, or as it would be.

    text    with plain line ends, "" where there is no file
    mark    the byte order mark that it begins with
    crlf    whether its lines end as on Windows
    """

    text: str = ""
    exists: bool = False
    mark: bytes = b""
    crlf: bool = False

    def encoded(self, text: str) -> bytes:
        """Another text in the form of this file."""
        encoding = dict(ENCODINGS).get(self.mark, "utf-8")
        return self.mark + (text.replace("\n", "\r\n") if self.crlf else text).encode(encoding)


def read_lock(path: str, shown: str) -> LockText:
    """The file at a path, an empty one where there is none.

    shown  how errors call it

    Raises FileError where it cannot be read, UsageError for a folder.
    """
    if os.path.isdir(path):
        raise UsageError(f"{shown} is a folder: name a file, such as {shown}/requirements.txt")
    try:
        with open(path, "rb") as file:
            data = file.read()
        text = decoded(data)
    except FileNotFoundError:
        return LockText()
    except OSError as error:
        raise FileError(f"{shown} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise FileError(f"{shown} is no text that pip could read: {error}") from None
    mark = next((mark for mark, _ in ENCODINGS if data.startswith(mark)), b"")
    crlf = text.count("\r\n") * 2 > text.count("\n")
    return LockText(text.replace("\r\n", "\n"), exists=True, mark=mark, crlf=crlf)


def write_lock(path: str, shown: str, text: str, form: LockText) -> None:
    """Put a text in the place of a file, in one step; raises FileError."""
    with NewFile(path, shown=shown) as new:
        try:
            with open(new.path, "wb") as file:
                file.write(form.encoded(text))
            if form.exists:
                os.chmod(new.path, stat.S_IMODE(os.stat(path).st_mode))
        except OSError as error:
            raise FileError(f"{shown} cannot be written: {error.strerror}") from None
        new.keep()
