"""The app imports azure.functions, and requirements.txt does not name azure-functions.

In Azure the app then runs with the version that the worker happens to bring, which changes with the
platform, and elsewhere the import fails. Only said where all that is installed is known: not beside a
pyproject.toml, with a private index, or with a package that may bring azure-functions along.

Example:
--- requirements.txt
requests

Use instead:
--- requirements.txt
azure-functions
requests

Source: https://learn.microsoft.com/azure/azure-functions/functions-reference-python, Package
management; azure-functions-python-worker, workers/pyproject.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("missing-azure-functions"):
        yield Finding(
            message="azure-functions is imported and not named here, so the app runs with whatever "
            "version the worker brings",
            at=problem.at,
            help="add a line azure-functions",
        )
