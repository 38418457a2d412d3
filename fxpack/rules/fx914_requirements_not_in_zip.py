"""Azure is to install the packages, and finds nothing that says which.

A zip without `.python_packages` is for a remote build. That installs requirements.txt from the root
of the zip, or what setup.py or pyproject.toml say; without any of them it goes on without a word.

Example:
--- requirements.txt (absent)

Use instead:
--- requirements.txt
azure-functions

Source: Oryx, PythonBashBuildSnippet.sh.tpl ("Could not find requirements.txt, pyproject.toml, or
setup.py; Not installing dependencies.").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import PACKAGES, Archive
from fxpack.model import Finding, Location

SEVERITY = "warning"

READ_BY_ORYX = ("requirements.txt", "setup.py", "pyproject.toml")


def check(archive: Archive) -> Iterator[Finding]:
    files = archive.files
    if not archive.is_readable or not files or any(name in files for name in READ_BY_ORYX):
        return
    if "host.json" not in files or any(m.path.startswith(PACKAGES) for m in archive.members):
        return
    yield Finding(
        message="the zip has neither packages nor a requirements.txt that says which to install",
        at=Location(path="requirements.txt"),
        help="put requirements.txt at the root, or build with `fxpack build --local`",
    )
