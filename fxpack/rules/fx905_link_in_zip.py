"""A member is a symbolic link.

What unpacks the zip decides what becomes of it: a link again, or a small file that holds the path of
its target. Python then reads that path as source.

Example:
--- f/helper.py (link)
../shared/helper.py

Use instead:
--- f/helper.py
X = 1

Source: Info-ZIP unzip 6.0, unzip.txt; .NET, ZipFileExtensions.ExtractToFile (writes plain files).
"""

from __future__ import annotations

import stat
from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.rules.amounts import and_more

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    links = [member.path for member in archive.members if stat.S_ISLNK(member.mode)]
    if links:
        yield Finding(
            message=f'"{links[0]}" is a symbolic link, which may arrive as a small text file'
            f"{and_more(len(links))}",
            at=Location(path=links[0]),
            help="zip what it leads to: `zip` does so unless it is given -y",
        )
