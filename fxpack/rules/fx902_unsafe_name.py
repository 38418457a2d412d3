r"""The name of a file leads out of the app, or means something else on Linux.

`../x` and `/x` are refused, or written over files of the platform. A backslash is no separator on
Linux: a zip made by an old tool on Windows unpacks to one flat folder of files called `f\main.py`.

Example:
--- f\\\\helper.py
X = 1

Use instead:
--- f\\\\helper.py (absent)
--- f/helper.py
X = 1

Source: APPNOTE.TXT 6.3.10 (PKWARE), 4.4.17; CVE-2018-1002200 and the like ("Zip Slip").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.read.zipnames import why_unsafe
from fxpack.rules.amounts import and_more

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    found: dict[str, list[str]] = {}
    for member in archive.members:
        reason = why_unsafe(member.path)
        if reason:
            found.setdefault(reason, []).append(member.path)
    for reason, paths in found.items():
        yield Finding(
            message=f'the name of the member "{paths[0]}" {reason}{and_more(len(paths))}',
            at=Location(path=paths[0]),
            help="names in a zip are relative, with / between their parts",
        )
