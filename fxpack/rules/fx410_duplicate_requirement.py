"""A file names the same package twice, with different versions.

pip takes what fits both lines, so that neither says what is installed. Extras add up and are not meant,
nor lines whose markers exclude each other.

Example:
--- requirements.txt
azure-functions
requests>=2.31
requests

Use instead:
--- requirements.txt
azure-functions
requests>=2.31

Source: tried with pip 23.2.1 and 26.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("duplicate-requirement"):
        name, where = problem.detail["name"], problem.detail["where"]
        yield Finding(
            message=f"{name} is named in {where} too, with {problem.detail['other'] or 'no version'}",
            at=problem.at,
            help="keep one of them",
        )
