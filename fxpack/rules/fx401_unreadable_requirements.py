"""requirements.txt, or a file that it includes, cannot be read.

pip stops there and installs nothing. A file that is not there, one in an encoding that its first bytes
do not tell (UTF-16 needs its mark), and one that includes itself. What lies outside the app is not
looked for.

Example:
--- requirements.txt
azure-functions
-r more.txt

Use instead:
--- requirements.txt
azure-functions
-r more.txt
--- more.txt
requests

Source: pip 26.3, _internal/req/req_file.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("unreadable-requirements"):
        yield Finding(
            message=f"pip cannot read this: {problem.detail['what']}",
            at=problem.at,
            help="correct the name, or save the file as UTF-8",
        )
