"""A line of requirements.txt is no requirement.

pip stops at such a line and installs nothing.

Example:
--- requirements.txt
azure-functions
requests=2.32

Use instead:
--- requirements.txt
azure-functions
requests==2.32

Source: pip 26.3, _internal/req/req_file.py and constructors.py; packaging 26.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("invalid-requirement"):
        yield Finding(
            message=f"pip stops at this line: {problem.detail['what']}",
            at=problem.at,
            help="a line is `NAME`, `NAME==VERSION`, `NAME @ URL`, a path or an option",
        )
