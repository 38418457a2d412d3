"""A requirement does not say which version.

Every build may install another one. A hash pins as well, and so does a constraint. Off by default:
`select = ["ALL"]` turns it on.

Example:
--- requirements.txt
azure-functions

Use instead:
--- requirements.txt
azure-functions==1.24.0

Source: fxpack's own, after https://pip.pypa.io/en/stable/topics/repeatable-installs/.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if "requirements.txt" not in project.files:
        return
    # only where the rule is on, since reading requirements takes its time
    from fxpack.read.requirement_faults import unpinned

    for name, at in unpinned(project.files):
        yield Finding(
            message=f"the version of {name} is left open",
            at=at,
            help=f"name one, as in `{name}==1.2.3`",
        )
