"""Files that change in one step: whoever reads one sees what was there before, or all that is new."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

_NUMBERS = count()


@contextmanager
def replacing(path: str, *, folder: str = "") -> Iterator[str]:
    """Where to write a file that takes the place of another when the block ends.

    folder  for the file until then, on the same disk; that of `path` where it is not said

    Raises what the block raises, and OSError; nothing is left behind then.
    """
    name = f"{os.path.basename(path)}.{os.getpid()}.{next(_NUMBERS)}.tmp"
    beside = os.path.join(folder or os.path.dirname(path), name)
    try:
        yield beside
        os.replace(beside, path)
    except BaseException:  # also where the disk is full, or someone pressed Ctrl-C
        with suppress(OSError):
            os.unlink(beside)
        raise
