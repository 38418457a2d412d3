"""A Python file that a function loads cannot be read.

It is listed, but opening it fails: a missing permission, a dangling link, or it vanished while
fxpack ran. What is in it cannot be told, and what cannot be read cannot be published.

Example:
--- f/__init__.py (unreadable)

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: the operating system's own error.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unreadable-file"):
        yield Finding(
            message=f"{problem.at.path} cannot be read",
            at=problem.at,
            help="give yourself permission to read the file, or restore it",
            function=function.name if function else None,
        )
