"""A setting for the Python worker is one that this version's worker does not know.

The worker of Python 3.13 and later has no PYTHON_ISOLATE_WORKER_DEPENDENCIES (it always does),
PYTHON_ENABLE_WORKER_EXTENSIONS (there are none any more) or PYTHON_ENABLE_INIT_INDEXING (it always
does; nothing is said where that is turned on, as the documentation of HTTP streams asks). Also
reported are misspelt names of settings that it knows, where no code reads them.

Example:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "PYTHON_THREADPOOL_THREADS_COUNT": "4"}
}

Use instead:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "PYTHON_THREADPOOL_THREAD_COUNT": "4"}
}

Source: azure-functions-runtime 1.3.0, utils/constants.py; azure-functions-python-worker,
azure_functions_worker/constants.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("unknown-python-setting"):
        name, meant = problem.detail["name"], problem.detail["meant"]
        hint = f'; did you mean "{meant}"?' if meant else ""
        yield Finding(
            message=f'the worker of Python {problem.detail["python"]} knows no "{name}"{hint}',
            at=problem.at,
            help=f'rename it to "{meant}"' if meant else "take it away: it has no effect",
        )
