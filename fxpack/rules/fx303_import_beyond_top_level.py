"""A relative import climbs above the top-level package.

The module of a function.json is `__app__.<folder>.<file>`, so two dots reach the app's root and three
are too many. A module that was itself imported from the root, as `shared.x`, has one level less; and
function_app.py, like all at the root of an app of decorators, is in no package at all.

Example:
--- f/__init__.py
from ...shared import greet


def main(req):
    return greet()

Use instead:
--- f/__init__.py
from shared import greet


def main(req):
    return greet()
--- shared/__init__.py
def greet():
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py; CPython, importlib ("attempted relative import
beyond top-level package").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("import-beyond-top-level"):
        written, at = problem.detail["written"], problem.at
        what = "climbs above the app's top-level package"
        if "/" not in at.path and not written.startswith(".."):
            what = f"has no package to start from: {at.path} is a module of its own"
        yield Finding(
            message=f"the relative import {written} {what}",
            at=problem.at,
            help="import it absolutely, from the app's root",
            function=function.name if function else None,
        )
