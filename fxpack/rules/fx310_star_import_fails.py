"""A star import of a module whose `__all__` names something it does not have.

`from azure.functions import *` always raises AttributeError: `__all__` lists WarmUpContext, which
the package does not define.

Example:
--- f/__init__.py
from azure.functions import *


def main(req):
    return "hello"

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest):
    return "hello"

Source: azure-functions 2.3.0 and 1.26.0, `__init__.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("star-import-fails"):
        yield Finding(
            message=(
                f"from {problem.detail['module']} import * raises AttributeError: it has "
                f"no attribute '{problem.detail['name']}'"
            ),
            at=problem.at,
            help="import the module, or the names that are used",
            function=function.name if function else None,
        )
