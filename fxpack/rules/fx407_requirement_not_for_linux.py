"""A requirement can only be installed on Windows or macOS.

Azure runs Python apps on Linux, where pip finds no wheel and no source that builds. `pip freeze` on
another system writes such lines.

Example:
--- requirements.txt
azure-functions
pywin32==308

Use instead:
--- requirements.txt
azure-functions
pywin32==308; sys_platform == "win32"

Source: PyPI, tried with pip 23.2.1 on Linux.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("requirement-not-for-linux"):
        name, system = problem.detail["name"], problem.detail["system"]
        platform = {"Windows": "win32", "macOS": "darwin"}[system]
        yield Finding(
            message=f"{name} is for {system}, and cannot be installed on Linux, where Azure runs it",
            at=problem.at,
            help=f'take the line away, or put `; sys_platform == "{platform}"` behind it',
        )
