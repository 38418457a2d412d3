"""A file beside the importing one is imported by its bare name.

That works where Python puts the script's folder on sys.path, as under a debugger. The worker only
has the app's root there: `No module named 'helper'`.

Example:
--- f/__init__.py
import helper


def main(req):
    return helper.greet()
--- f/helper.py
def greet():
    return "hello"

Use instead:
--- f/__init__.py
from . import helper


def main(req):
    return helper.greet()

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function`; classic worker 4.34,
utils/dependency.py (the app's root is the last entry of sys.path).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("sibling-import"):
        name = problem.detail["name"]
        yield Finding(
            message=(
                f"No module named '{name}' in Azure: {problem.detail['path']} lies beside "
                "this file, not at the app's root"
            ),
            at=problem.at,
            help=f"write `from . import {name}` or `from .{name} import …`",
            function=function.name if function else None,
        )
