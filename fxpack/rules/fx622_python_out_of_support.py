"""The Python of the app is out of support in Azure Functions.

Apps on it still run, but what is found wrong in it is not mended, and new apps cannot be made for it.
Reported where a flag, a setting or .python-version names the version, once its last month has passed;
where requires-python merely lets it pass, the app may run on a later one. `FXPACK_TODAY=2026-11-21`
takes another day for today.

Example:
--- .python-version
3.10

Use instead:
--- .python-version
3.12

Source: https://learn.microsoft.com/azure/azure-functions/supported-languages and
language-support-policy; azure-functions-python-worker, azure_functions_worker/constants.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("python-out-of-support"):
        yield Finding(
            message=f"support of Python {problem.detail['python']} in Azure Functions ended in "
            f"{problem.detail['ended']}",
            at=problem.at,
            help="move the app to a later version of Python",
        )
