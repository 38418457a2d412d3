"""The zip says that it unpacks to more than any real app.

Unpacking it fills the disk. Nothing of it was read here, so nothing else is said about it.

Example:
--- zeros.bin (3 GB of zeros)

Use instead:
--- zeros.bin
0

Source: https://www.bamsoftware.com/hacks/zipbomb/; zlib, "Technical Details" (deflate shrinks to
1/1032 at most).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive, is_bomb
from fxpack.model import Finding, Location
from fxpack.rules.amounts import gigabytes

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    if is_bomb(archive.size, archive.total):
        largest = max(archive.members, key=lambda member: member.size)
        yield Finding(
            message=f"the zip has {archive.size:,} bytes and says that it unpacks to "
            f"{gigabytes(archive.total)}",
            at=Location(path=largest.path),
            help="leave out what is so large, and read it from storage where it is needed",
        )
