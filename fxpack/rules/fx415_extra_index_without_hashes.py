"""An extra index is asked for packages that have no hashes.

pip asks all indexes alike and takes the highest version. Whoever publishes a package of the same name
on the other index has its code run in the app (dependency confusion). Hashes, or one index that
mirrors the other, prevent it.

Example:
--- requirements.txt
--extra-index-url https://packages.example.com/simple
azure-functions

Use instead:
--- requirements.txt
--index-url https://packages.example.com/simple
azure-functions

Source: https://pip.pypa.io/en/stable/cli/pip_install/, --extra-index-url.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("extra-index-without-hashes"):
        yield Finding(
            message="pip takes the highest version that any index has, so that another index can "
            "replace a private package",
            at=problem.at,
            help="use `--index-url` with one index that has all packages, or give every line its "
            "`--hash`",
        )
