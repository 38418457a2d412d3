"""requirements.txt asks for azure-functions-worker.

The platform brings its worker. A second one comes first on sys.path, with what it needs: the newest on
PyPI is of 2020, and asks for versions of grpcio and protobuf of that time. Comments are not meant.

Example:
--- requirements.txt
azure-functions
azure-functions-worker

Use instead:
--- requirements.txt
azure-functions

Source: azure-functions-core-tools 4, Helpers/PythonHelpers.cs; azure-functions-worker 1.1.9 on PyPI.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("worker-requirement"):
        yield Finding(
            message="azure-functions-worker is the platform's own, and a second one gets in its way",
            at=problem.at,
            help="take the line away: azure-functions is the library that apps need",
        )
