"""A module that the standard library of the target does not have any more.

It is imported on an older Python and missing on the one that the app will run on, unless a
distribution brings it back. Where all that the requirements bring is known for certain, the same is
an error (FX308).

Example:
--- requirements.txt
azure-functions
requests<3
--- f/__init__.py
import imp


def main(req):
    return str(imp)

Use instead:
--- f/__init__.py
import importlib


def main(req):
    return str(importlib)

Source: docs.python.org, "What's New in Python" 3.8 to 3.13; PEP 594.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.removed import remedy, since

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("removed-module"):
        name = problem.detail["name"]
        yield Finding(
            message=f"Python {project.target.version} has no module '{name}': it was removed in "
            f"{since(name)}",
            at=problem.at,
            help=remedy(name),
        )
