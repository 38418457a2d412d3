"""A requirement is of use on Windows or macOS only.

On Linux, where Azure runs Python apps, pip may install it, but there is nothing that it could do there.
`pip freeze` on another system writes such lines.

Example:
--- requirements.txt
azure-functions
appnope

Use instead:
--- requirements.txt
azure-functions
appnope; sys_platform == "darwin"

Source: PyPI, tried with pip 23.2.1 on Linux.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("requirement-of-another-system"):
        name, system = problem.detail["name"], problem.detail["system"]
        platform = {"Windows": "win32", "macOS": "darwin"}[system]
        yield Finding(
            message=f"{name} is for {system}, and of no use on Linux, where Azure runs the app",
            at=problem.at,
            help=f'take the line away, or put `; sys_platform == "{platform}"` behind it',
        )
