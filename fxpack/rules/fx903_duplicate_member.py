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
from fxpack.rules.amounts import and_more

SEVERITY = "error"


HELP = "make the zip anew instead of adding to an old one"


def check(archive: Archive) -> Iterator[Finding]:
    paths = [member.path for member in archive.members]
    if len(set(paths)) != len(paths):
        counts = Counter(path for path in paths if not path.endswith("/"))
        twice = sorted(path for path, count in counts.items() if count > 1)
        if twice:
            yield Finding(
                message=f'"{twice[0]}" is in the zip several times{and_more(len(twice))}',
                at=Location(path=twice[0]),
                help=HELP,
            )
    parents = {path.rpartition("/")[0] + "/" for path in paths}
    folders = {folder for parent in parents for folder in above(parent)}
    for path in sorted(folders.intersection(paths)):
        yield Finding(
            message=f'"{path}" is in the zip as a file and as a folder',
            at=Location(path=path),
            help=HELP,
        )
