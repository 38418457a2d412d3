"""A line of .funcignore leaves out requirements.txt.

A remote build, which is what func and Visual Studio Code ask for, then installs no packages, and the
functions fail with ModuleNotFoundError.

Example:
--- .funcignore
*.txt

Use instead:
--- .funcignore
notes.txt

Source: azure-functions-core-tools 4, Helpers/PublishHelper.cs (ResolveBuildOption); Oryx,
PythonDetector.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    line = project.decided.get("requirements.txt")
    if line is not None and line.excluded:
        yield Finding(
            message=f'"{line.pattern}" leaves out requirements.txt, so a remote build installs '
            "no packages",
            at=line.at,
            help="take the line away, or make it name only what should stay out",
        )
