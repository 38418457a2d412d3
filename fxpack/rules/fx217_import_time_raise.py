"""The module always raises while it is imported.

A `raise` or `sys.exit()` that nothing guards runs on every import, so the function never loads; in an
app of decorators none does.

Example:
--- f/__init__.py
raise RuntimeError("not ready")

Use instead:
--- f/__init__.py
def main(req):
    raise RuntimeError("not ready")

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function` (the import's own error).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("import-time-raise"):
        yield Finding(
            message=f"importing the module always raises: {problem.detail['code'][:60]}",
            at=problem.at,
            help="move it into a function or behind a condition",
            function=function.name if function else None,
        )
