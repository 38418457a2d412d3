"""The zip, or a file in it, cannot be read.

It is cut off, damaged, encrypted, or compressed in a way that only its maker knows. What unpacks it
in Azure knows files that are stored or deflated, and stops at anything else.

Example:
--- f/notes.txt (damaged)
These bytes are not what they were when the zip was made.

Use instead:
--- f/notes.txt
These bytes are what they were.

Source: azure-functions-host 4.1037, RunFromPackageHandler.cs and UnZipHandler.cs; KuduLite,
ZipArchiveExtensions.cs (System.IO.Compression).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location

SEVERITY = "error"

MADE_ANEW = "make the zip anew, stored or deflated and without a password"


def check(archive: Archive) -> Iterator[Finding]:
    if archive.broken:
        yield Finding(
            message=f"the zip cannot be read: {archive.broken}",
            at=Location(path=""),
            help=MADE_ANEW,
        )
    for path, reason in sorted(archive.damaged.items()):
        yield Finding(
            message=f"the zip cannot be unpacked: {reason}",
            at=Location(path=path),
            help=MADE_ANEW,
        )
    for member in archive.members:
        if member.method not in (0, 8) and member.path not in archive.damaged:
            yield Finding(
                message=f'the zip cannot be unpacked: its member "{member.path}" is compressed by '
                f"method {member.method}",
                at=Location(path=member.path),
                help=MADE_ANEW,
            )
