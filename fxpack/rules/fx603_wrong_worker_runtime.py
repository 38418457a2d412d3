"""FUNCTIONS_WORKER_RUNTIME is absent, or not python.

Without it func gives up ("Worker runtime cannot be 'None'"); with another one the host starts another
worker, which does not find the app's functions.

Example:
--- local.settings.json
{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "node"}}

Use instead:
--- local.settings.json
{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python"}}

Source: azure-functions-core-tools 4, GlobalCoreToolsSettings.cs and WorkerRuntimeLanguageHelper.cs;
azure-functions-host, Workers/Rpc/Configuration (ShouldAddWorkerConfig).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("wrong-worker-runtime"):
        value = problem.detail["value"]
        yield Finding(
            message="there is no FUNCTIONS_WORKER_RUNTIME in the Values of local.settings.json"
            if value is None
            else f'FUNCTIONS_WORKER_RUNTIME is "{value}", and the app is in Python',
            at=problem.at,
            help='write "FUNCTIONS_WORKER_RUNTIME": "python"',
        )
