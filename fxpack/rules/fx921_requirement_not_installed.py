"""requirements.txt asks for a package that the zip lacks, or has in another version.

A zip with `.python_packages` is deployed without a build: what is not in it will not be there. The
usual reason is a requirements.txt that was changed after the packages were installed.

Example:
--- requirements.txt
requests==2.32.0
--- .python_packages/lib/site-packages/requests/__init__.py
--- .python_packages/lib/site-packages/requests-2.31.0.dist-info/METADATA
Name: requests
Version: 2.31.0

Use instead:
--- .python_packages/lib/site-packages/requests-2.31.0.dist-info/METADATA (absent)
--- .python_packages/lib/site-packages/requests-2.32.0.dist-info/METADATA
Name: requests
Version: 2.32.0

Source: https://learn.microsoft.com/azure/azure-functions/functions-reference-python, "Local build".
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.read.requirement_lines import RequirementLine, read_requirements
from fxpack.rules.installed import Installed, applies

SEVERITY = "error"


def check(archive: Archive) -> Iterator[Finding]:
    if not archive.distributions or "requirements.txt" not in archive.files:
        return
    installed = Installed(archive)
    environment = archive.platform.environment()
    for line in read_requirements(archive.files.__getitem__).lines:
        if line.constraint or not line.name or not applies(line.marker, environment):
            continue
        reason = installed.lacks(line.name, "" if line.url else line.specifier)
        if reason:
            yield Finding(
                message=f"{line.name}{line.specifier} is required, and {reason}",
                at=_place(line),
                help="install the packages anew, or build with `fxpack build --local`",
            )


def _place(line: RequirementLine) -> Location:
    """The line, or for one with a URL, which may hold a password, the file."""
    if line.url or line.file.startswith("/"):
        return Location(path=line.file)
    return Location(
        path=line.file, line=line.line, end_line=line.line, end_column=len(line.text) + 1
    )
