"""The entry point is not in the script.

The worker takes the attribute named by `entryPoint` (`main` where it is absent) of the script's
module. It is one name: `Class.method` is not found.

Example:
--- f/__init__.py
def run(req):
    return "hello"

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function` ("function %s() is
not present").
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.nearest import nearest

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("entry-point-missing"):
        name = problem.detail["name"]
        near = nearest(name, problem.detail["defined"]) if "." not in name else ""
        hint = f'; did you mean "{near}"?' if near else ""
        help_ = f'define {name}, or name the function to call in "entryPoint" of function.json'
        if "." in name:
            help_ = "entryPoint is a single name; bind the method to a name of the module"
        yield Finding(
            message=f"the entry point {name}() is not present in {problem.at.path}{hint}",
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
