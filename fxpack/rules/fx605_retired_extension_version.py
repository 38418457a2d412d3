"""FUNCTIONS_EXTENSION_VERSION names a version of Functions that is retired.

Python runs on ~4 alone. Published with `--publish-local-settings`, another one stops the app.

Example:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "FUNCTIONS_EXTENSION_VERSION": "~3"}
}

Use instead:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "FUNCTIONS_EXTENSION_VERSION": "~4"}
}

Source: https://learn.microsoft.com/azure/azure-functions/functions-versions.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("retired-extension-version"):
        yield Finding(
            message=f'FUNCTIONS_EXTENSION_VERSION is "{problem.detail["value"]}", whose support '
            f"ended on {problem.detail['ended']}",
            at=problem.at,
            help='write "~4"',
        )
