"""A bound parameter cannot be passed by keyword.

The function loads, but the worker calls it with keywords, so a positional-only parameter, `*name`
or `**name` that stands for a binding fails, or holds something else, at every call.

Example:
--- f/__init__.py
def main(req, /):
    return "hello"

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, handle_event.py (`fi.func(**params)`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("not-a-keyword-parameter"):
        yield Finding(
            message=(
                f'parameter "{problem.detail["name"]}" is {problem.detail["kind"]}, but '
                "the worker passes bindings by keyword"
            ),
            at=problem.at,
            help="make it an ordinary parameter",
            function=function.name if function else None,
        )
