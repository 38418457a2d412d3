"""Code that runs on import uses an attribute that a module or a class does not have.

Python raises AttributeError while the worker imports the module. Known are the app's own modules
and plain classes, enums among them, and the modules of the standard library and of azure-functions,
each in the version of the target.

Example:
--- f/__init__.py
import azure.functions as func

app = func.FunctionsApp()


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions 2.3.0 and 1.26.0, CPython 3.10 to 3.13, by introspection.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("import-time-attribute-error"):
        kind = "class" if problem.detail.get("class") else "module"
        where = "" if problem.detail["path"] else f" on Python {project.target.version}"
        yield Finding(
            message=(
                f"{kind} {problem.detail['owner']} has no attribute "
                f'"{problem.detail["name"]}"{where}'
            ),
            at=problem.at,
            help="correct the name, or import what it stands for",
            function=function.name if function else None,
        )
