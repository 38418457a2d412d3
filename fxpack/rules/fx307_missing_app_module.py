"""An import leads into the app, where there is no such module or name.

The package or file is the app's own, so no requirement can bring what is missing: ImportError or
ModuleNotFoundError when the worker loads the function.

Example:
--- f/__init__.py
from shared import greet


def main(req):
    return greet()
--- shared/__init__.py
def hello():
    return "hello"

Use instead:
--- f/__init__.py
from shared import hello


def main(req):
    return hello()

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function` (the import's own error).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("missing-app-module"):
        yield Finding(
            message=f"No module named '{problem.detail['name']}' in the app",
            at=problem.at,
            help="correct the name, or add the module; is it kept out of the checkout?",
        )
    for _, problem in project.problems_of("missing-app-name"):
        detail = problem.detail
        where = detail["path"] or "the app's root"
        yield Finding(
            message=f"cannot import name '{detail['name']}': {where} has neither name nor module",
            at=problem.at,
            help="correct the name, or define it there",
        )
    for _, problem in project.problems_of("circular-import"):
        detail = problem.detail
        yield Finding(
            message=(
                f"cannot import name '{detail['name']}': {detail['path']} imports this file before "
                "it has that name"
            ),
            at=problem.at,
            help="import the module instead of the name, or import inside the function that needs it",
        )
