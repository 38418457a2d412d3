"""The zip holds two files of the same name.

Which of them is there in the end depends on what unpacks the zip.

Example:
--- f/helper.py (twice)
X = 1

Use instead:
--- f/helper.py
X = 1

Source: APPNOTE.TXT 6.3.10 (PKWARE) does not forbid it, and readers differ (CVE-2013-4787).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.read.zipnames import above

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    paths = [member.path for member in archive.members]
    if len(set(paths)) != len(paths):
        for path, count in sorted(Counter(paths).items()):
            if count > 1 and not path.endswith("/"):
                yield Finding(
                    message=f'"{path}" is in the zip {"twice" if count == 2 else f"{count} times"}',
                    at=Location(path=path),
                    help="make the zip anew instead of adding to an old one",
                )
    folders = {folder for path in paths for folder in above(path)}
    for path in sorted(folders.intersection(paths)):
        yield Finding(
            message=f'"{path}" is in the zip as a file and as a folder',
            at=Location(path=path),
            help="make the zip anew instead of adding to an old one",
        )
