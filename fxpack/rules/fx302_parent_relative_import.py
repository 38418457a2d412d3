"""A relative import leaves the function's folder.

`from ..shared import x` reaches the app's root through the package `__app__`. It works in the
worker and is deprecated: tests and editors, which see the folder itself as the top, refuse it.

Example:
--- f/__init__.py
from ..shared import greet


def main(req):
    return greet()
--- shared/__init__.py
def greet():
    return "hello"

Use instead:
--- f/__init__.py
from shared import greet


def main(req):
    return greet()

Source: Microsoft, Python developer guide for Azure Functions, "Import behavior".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.model import Finding, Import, Project
from fxpack.rules.shown import by_decorators

SEVERITY = "warning"
_TEST = re.compile(r"(^|/)(tests?/|test_[^/]*$|[^/]*_test\.py$|conftest\.py$)")


def check(project: Project) -> Iterator[Finding]:
    if any(map(by_decorators, project.functions)):
        # There is no package __app__ there: what is loaded fails (FX303).
        return
    failing = {problem.at for _, problem in project.problems_of("import-beyond-top-level")}
    for path, imports in project.imports.items():
        depth = path.count("/")
        if _TEST.search(path) or path.startswith("../"):
            continue
        said = None
        for item in imports:
            # Two dots in a folder of the root reach the root; what fails there is an error (FX303).
            if item.form != "from" or item.level != depth + 1 or item.level < 2:
                continue
            if item.at == said or item.paired:
                continue
            if item.at in failing:
                continue
            said = item.at
            yield Finding(
                message=f"`{_relative(item)}` leaves the function's folder, which is deprecated",
                at=item.at,
                help=f"write `{_absolute(item)}`",
            )


def _relative(item: Import) -> str:
    return f"from {'.' * item.level}{item.module} import {item.name}"


def _absolute(item: Import) -> str:
    return f"from {item.module} import {item.name}" if item.module else f"import {item.name}"
