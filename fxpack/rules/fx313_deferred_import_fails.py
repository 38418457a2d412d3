"""A deferred import leads to a module of the app that is not there in Azure.

It runs when a function is called, so the app loads and the call fails with ModuleNotFoundError: the
module does not exist, lies beside the importing file and not at the app's root, or is kept out of the
zip. The same import at the top
of a file is an error (FX304, FX307, FX311).

Example:
--- f/__init__.py
def main(req):
    from shared.greeting import greet

    return greet()
--- shared/__init__.py

Use instead:
--- shared/greeting.py
def greet():
    return "hello"

Source: CPython, "The import system"; azure-functions-runtime-v1 1.2.0, loader.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Problem, Project
from fxpack.rules.kept_out import kept_out, let_in

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("deferred-import-fails"):
        name, inside = problem.detail["name"], problem.detail["inside"]
        reason, remedy = _why(problem)
        when = f"when {inside}() is called" if inside else "when this module is imported"
        yield Finding(
            message=f"No module named '{name}' {when}: {reason}", at=problem.at, help=remedy
        )


def _why(problem: Problem) -> tuple[str, str]:
    detail = problem.detail
    path, name = detail["path"], detail["name"]
    if detail["why"] == "unpublished":
        return kept_out(path, detail["decision"]), let_in(path, detail["decision"])
    if detail["why"] == "sibling":
        return (
            f"{path} lies beside this file, not at the app's root",
            f"write `from . import {name}` or `from .{name} import …`",
        )
    return (
        "there is none in the app",
        "correct the name, or add the module; is it kept out of the checkout?",
    )
