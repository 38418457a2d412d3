"""A URL in requirements.txt holds a password or a token.

The file goes into the repository and into the zip. Variables (`${TOKEN}`) are read by pip from the
environment, which in a remote build is that of the app settings. A user's name alone is none.

Example:
--- requirements.txt
--index-url https://me:wordpass@packages.example.com/simple
azure-functions

Use instead:
--- requirements.txt
--index-url https://me:${INDEX_TOKEN}@packages.example.com/simple
azure-functions

Source: https://pip.pypa.io/en/stable/reference/requirements-file-format/, Using environment variables.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("credentials-in-requirements"):
        yield Finding(
            message=f"there are credentials in {problem.detail['what']}",
            at=problem.at,
            help="write `${NAME}` in their place, make NAME an app setting, and change what was "
            "readable",
        )
