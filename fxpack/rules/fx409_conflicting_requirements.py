"""Two requirements ask for versions that exclude each other.

pip looks for a version that fits both lines, those of `-c` files too, and stops with
ResolutionImpossible. Said where one of them pins a version.

Example:
--- requirements.txt
azure-functions
requests==2.31.0
requests>=2.32

Use instead:
--- requirements.txt
azure-functions
requests==2.32.3

Source: tried with pip 23.2.1 and 26.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("conflicting-requirements"):
        name, asked, other, where = (
            problem.detail[key] for key in ("name", "specifier", "other", "where")
        )
        yield Finding(
            message=f"no version of {name} is {asked} here and {other} in {where}",
            at=problem.at,
            help="keep one of them",
        )
