"""A relative import leaves the function's folder.

`from ..shared import x` reaches the app's root through the package `__app__`. It works in the
worker and is deprecated: tests and editors, which see the folder itself as the top, refuse it. So
does `from .names import x` in a module of the root that is imported as `__app__.settings`. With one
dot more a function that is called later fails.

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
from fxpack.rules.app_package import is_in_app_package
from fxpack.rules.shown import by_decorators

SEVERITY = "warning"
TEST = re.compile(r"(^|/)((?:\w+_)?tests?/|test_[^/]*$|[^/]*_test\.py$|conftest\.py$)")


def check(project: Project) -> Iterator[Finding]:
    if any(map(by_decorators, project.functions)):
        # There is no package __app__ there: what is loaded fails (FX303).
        return
    failing = {problem.at for _, problem in project.problems_of("import-beyond-top-level")}
    for path, imports in project.imports.items():
        depth = path.count("/")
        if TEST.search(path) or path.startswith("../"):
            continue
        said = None
        for item in imports:
            why = _why(item, depth) if item.at not in failing else ""
            if not why or item.at == said or not (depth or is_in_app_package(path, project)):
                continue
            said = item.at
            yield Finding(
                message=f"`{_relative(item)}` {why}",
                at=item.at,
                help=f"write `{_absolute(item)}`",
            )


def _why(item: Import, depth: int) -> str:
    """What is wrong with an import of a module so many folders deep; "" for nothing.

    Two dots in a folder of the root reach the root. With more it fails: at once (FX303), or later.
    """
    if item.form != "from" or item.paired or item.level <= depth:
        return ""
    if item.level > depth + 1:
        may_fail = item.guarded or item.type_checking or item.skipped or not item.deferred
        return "" if may_fail else "climbs above the app and fails when it runs"
    why = "leaves the function's folder" if depth else "needs the package __app__"
    return f"{why}, which is deprecated"


def _relative(item: Import) -> str:
    return f"from {'.' * item.level}{item.module} import {item.name}"


def _absolute(item: Import) -> str:
    return f"from {item.module} import {item.name}" if item.module else f"import {item.name}"
