"""The zip is larger than what Azure runs an app from.

The limit for a package that an app runs from is 1 GB.

Example:
--- model.bin (1.1 GB)

Use instead:
--- model.bin (absent)

Source: https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package,
"General considerations".
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import GIGABYTE, Archive, is_bomb
from fxpack.model import Finding, Location
from fxpack.rules.amounts import gigabytes

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    if archive.size <= GIGABYTE or is_bomb(archive.size, archive.total) or not archive.members:
        return
    largest = max(archive.members, key=lambda member: member.compressed)
    yield Finding(
        message=f"the zip has {gigabytes(archive.size)}, and Azure takes 1 GB; its largest file is "
        f'"{largest.path}" with {gigabytes(largest.compressed)}',
        at=Location(path=""),
        help="`fxpack inspect` shows what takes the room; large data can be read from storage",
    )
