"""A package in the zip needs another one that is not there, or another version of it.

It fails as soon as it imports what is missing. That happens where packages were installed with
`--no-deps`, for another platform whose markers differ, or one after the other into one folder.

Example:
--- .python_packages/lib/site-packages/pandas/__init__.py
--- .python_packages/lib/site-packages/pandas-2.2.0.dist-info/METADATA
Name: pandas
Version: 2.2.0
Requires-Dist: pytz>=2020.1
Requires-Dist: tzdata>=2022.7; sys_platform == "win32"
Requires-Dist: openpyxl; extra == "excel"

Use instead:
--- .python_packages/lib/site-packages/pytz/__init__.py
--- .python_packages/lib/site-packages/pytz-2025.2.dist-info/METADATA
Name: pytz
Version: 2025.2

Source: https://pip.pypa.io/en/stable/cli/pip_check/, which asks the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding, Location
from fxpack.rules.installed import Installed, applies

SEVERITY = "warning"


def check(archive: Archive) -> Iterator[Finding]:
    if not any(distribution.requires for distribution in archive.distributions):
        return
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    installed = Installed(archive)
    environment = archive.platform.environment()
    for distribution in archive.distributions:
        for text in distribution.requires:
            if "extra ==" in text or "extra==" in text:
                continue
            try:
                needed = Requirement(text)
            except InvalidRequirement:
                continue
            if not applies(str(needed.marker or ""), environment):
                continue
            specifier = "" if needed.url else str(needed.specifier)
            reason = installed.lacks(canonicalize_name(needed.name), specifier)
            if reason:
                yield Finding(
                    message=f"{distribution.name} {distribution.version} needs "
                    f"{needed.name}{needed.specifier}, and {reason}",
                    at=Location(path=f"{distribution.folder}/METADATA"),
                    help="install all packages in one go, for Linux and the Python of the app",
                )
