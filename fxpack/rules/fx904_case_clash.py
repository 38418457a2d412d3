"""Two files of the app differ in letter case only.

Azure's Linux tells them apart. Windows and macOS do not: there one replaces the other as soon as
somebody unpacks the zip, or checks the sources out.

Example:
--- f/Helper.py
X = 1
--- f/helper.py
X = 2

Use instead:
--- f/Helper.py (absent)
--- f/helper.py
X = 2

Source: https://git-scm.com/docs/git-config (core.ignoreCase).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.read.zipnames import clashes

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    for one, other in clashes(archive.files):
        if one != other:
            yield Finding(
                message=f'"{one}" and "{other}" are one on a disk that ignores letter case',
                at=Location(path=other),
                help="rename one of them",
            )
