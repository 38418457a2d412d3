"""A requirement whose modules no file of the app mentions.

What is not used is installed, loaded into the zip and kept up to date all the same. Only said where
the names that it brings are known and none of them stands in any published file; a package may be
used without that, as a driver or a plugin is, so the rule is off by default: `select = ["ALL"]` turns
it on.

Example:
--- requirements.txt
azure-functions==1.24.0
pyyaml==6.0.2

Use instead:
--- requirements.txt
azure-functions==1.24.0

Source: fxpack's own; which names a distribution brings: PyPI.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if "requirements.txt" not in project.files:
        return
    # only where the rule is on, since reading requirements takes its time
    from fxpack.read.unused import unused_requirements

    for name, brought, at in unused_requirements(project.files, project.published):
        yield Finding(
            message=f"no file of the app mentions {' or '.join(brought)}, which {name} brings",
            at=at,
            help="take the line away, unless another package needs it here",
        )
