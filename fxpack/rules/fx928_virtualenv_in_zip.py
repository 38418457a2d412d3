"""A virtual environment is in the zip.

It is of no use in Azure: it was made for the own machine, and the worker never looks into it.

Example:
--- .venv/pyvenv.cfg
home = /usr/bin

Use instead:
--- .venv/pyvenv.cfg (absent)

Source: azure-functions-python-worker 4, utils/dependency.py (the paths that are searched).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    for path in archive.files:
        if path.endswith("/pyvenv.cfg"):
            folder = path.rpartition("/")[0]
            yield Finding(
                message=f'the virtual environment "{folder}" is in the zip, where nothing uses it',
                at=Location(path=path),
                help=f'add a line "{folder}" to .funcignore; packages belong in .python_packages',
            )
