"""FUNCTIONS_WORKER_PROCESS_COUNT is not a number from 1 to 10.

With more than 10, or with what is no number, the host does not start the worker; what is below 1
counts as 1.

Example:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "FUNCTIONS_WORKER_PROCESS_COUNT": "16"}
}

Use instead:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "FUNCTIONS_WORKER_PROCESS_COUNT": "10"}
}

Source: azure-functions-host, Workers/Rpc/Configuration (GetWorkerProcessCount);
https://learn.microsoft.com/azure/azure-functions/functions-app-settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import shown

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("invalid-process-count"):
        least, most = problem.detail["least"], problem.detail["most"]
        yield Finding(
            message=f"FUNCTIONS_WORKER_PROCESS_COUNT is {shown(problem.detail['value'])}, "
            f"not a number from {least} to {most}",
            at=problem.at,
            help=f"write a number from {least} to {most}",
        )
