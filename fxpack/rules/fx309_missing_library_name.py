"""A name is imported from a library module that does not have it.

Known are the modules of the standard library, by the version of the target (`from typing import
Self` needs Python 3.11), and those of azure-functions.

Example:
--- f/__init__.py
from sys import does_not_exist


def main(req):
    return "hello"

Use instead:
--- f/__init__.py
from sys import argv


def main(req):
    return str(argv)

Source: CPython 3.10 to 3.13 and azure-functions 2.3.0 and 1.26.0, by introspection.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("missing-library-name"):
        yield Finding(
            message=(
                f"cannot import name '{problem.detail['name']}' from "
                f"'{problem.detail['module']}' on Python {project.target.version}"
            ),
            at=problem.at,
            help="correct the name, or import what the target Python has",
            function=function.name if function else None,
        )
