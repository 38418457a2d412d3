"""pip ignores an option of requirements.txt without a word.

Beside a requirement only the options that are for one requirement count, such as `--hash`; and of
several includes on a line only one.

Example:
--- requirements.txt
azure-functions --pre

Use instead:
--- requirements.txt
--pre
azure-functions

Source: pip 26.3, _internal/req/req_file.py (`handle_line`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("ignored-requirement-option"):
        yield Finding(
            message=problem.detail["what"],
            at=problem.at,
            help="give it a line of its own, or take it away",
        )
