"""Code that runs on import uses a name that nothing has bound.

Python raises NameError while the worker imports the module, so the function fails to load. Only
names that are certainly unbound are reported; the bodies of functions are not looked at.

Example:
--- f/__init__.py
import azure.functions as func

log = logging.getLogger("f")


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import logging

import azure.functions as func

log = logging.getLogger("f")


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function` (the import's own error).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("import-time-name-error"):
        name = problem.detail["name"]
        where = " yet" if problem.detail["later"] else ""
        help_ = f"import or define {name} before this line"
        if problem.detail["typing_only"]:
            help_ = (
                f"{name} is only imported for type checkers; import it for real, or quote its use"
            )
        yield Finding(
            message=f'name "{name}" is not defined{where}: importing the module raises NameError',
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
