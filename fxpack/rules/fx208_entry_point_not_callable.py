"""The entry point's name stands for something that cannot be called.

The worker refuses it as if it were absent: a constant, None, a module or an instance without
`__call__` is no function.

Example:
--- f/__init__.py
main = None

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("entry-point-not-callable"):
        yield Finding(
            message=(
                f"the entry point {problem.detail['name']} is {problem.detail['value']}, "
                "which cannot be called"
            ),
            at=problem.at,
            help="make it a function",
            function=function.name if function else None,
        )
