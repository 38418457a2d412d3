"""A file that the function loads is no Python of the target version.

The worker cannot import it, and the function fails to load; in an app of decorators all of them do.
Read by the grammar of the target, not of the Python that runs fxpack: `match` needs 3.10, `except*`
3.11, `type X = int` 3.12.

Example:
--- f/__init__.py
def main(req):
    return 1 /

Use instead:
--- f/__init__.py
def main(req):
    return "1"

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function` (the import's own error).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("syntax-error"):
        yield Finding(
            message=f"not valid Python {project.target.version}: {problem.detail['message']}",
            at=problem.at,
            help="mend the syntax, or choose the Python that the app runs on with --python",
            function=function.name if function else None,
        )
