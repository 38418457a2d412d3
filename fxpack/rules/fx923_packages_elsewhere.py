"""Packages lie in a folder where the worker does not look.

The worker puts `.python_packages/lib/site-packages` on the path, and no other folder.

Example:
--- .python_packages/lib/python3.12/site-packages/requests/__init__.py
--- .python_packages/lib/python3.12/site-packages/requests-2.32.0.dist-info/METADATA
Name: requests

Use instead:
--- .python_packages/lib/python3.12/site-packages/requests/__init__.py (absent)
--- .python_packages/lib/python3.12/site-packages/requests-2.32.0.dist-info/METADATA (absent)
--- .python_packages/lib/site-packages/requests/__init__.py
--- .python_packages/lib/site-packages/requests-2.32.0.dist-info/METADATA
Name: requests

Source: azure-functions-python-worker 4, worker.py and utils/dependency.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.artifact import SITE_PACKAGES
from fxpack.model import Finding, Location

SEVERITY = "error"

_ELSEWHERE = re.compile(
    r"(\.python_packages/(?:purelib|platlib|site-packages|lib(?:64)?/python3[^/]*/site-packages"
    r"|lib64/site-packages|(?!lib/)[Ll][Ii][Bb]/[Ss]ite-packages|(?=[^/]+\.dist-info/)))/?.*"
)


def check(archive: Archive) -> Iterator[Finding]:
    folders: dict[str, str] = {}
    for member in archive.members:
        if member.path.startswith(".python_packages/") and not member.path.startswith(
            SITE_PACKAGES
        ):
            found = _ELSEWHERE.fullmatch(member.path)
            if found:
                folders.setdefault(found[1].rstrip("/"), member.path)
    for folder, path in sorted(folders.items()):
        yield Finding(
            message=f'packages lie in "{folder}", where the worker does not look',
            at=Location(path=path),
            help=f"install them with --target {SITE_PACKAGES}",
        )
