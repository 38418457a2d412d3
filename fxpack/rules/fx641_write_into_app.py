"""Code writes into the app's folder.

In Azure the app mostly runs from its package, which is mounted read-only: writing beside `__file__`,
or to a relative path, fails. Where it does not, what was written is gone when the app moves to
another machine. Files that a function needs for itself belong below `tempfile.gettempdir()`, others
into a storage account.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    with open("last.txt", "w") as file:
        file.write(req.url)
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import tempfile
from pathlib import Path

import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    (Path(tempfile.gettempdir()) / "last.txt").write_text(req.url)
    return func.HttpResponse("hello")

Source: https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package and
functions-reference-python, "Temporary files".
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("write-into-app"):
        yield Finding(
            message=f"{problem.detail['call']} writes {problem.detail['path']} into the app's "
            "folder, which is read-only where the app runs from its package",
            at=problem.at,
            help="write below tempfile.gettempdir(), or into a storage account",
        )
