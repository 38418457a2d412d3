"""An import names a module that nothing brings.

It is neither of the standard library of the target Python, nor of the app, nor brought by the
worker or any requirement. Only said where requirements.txt is plain enough to know all that it brings.

Example:
--- f/__init__.py
import does_not_exist


def main(req):
    return "hello"

Use instead:
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py `load_function`
(https://aka.ms/functions-modulenotfound).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("missing-module"):
        help_ = "add the distribution that brings it to requirements.txt, or correct the name"
        if problem.detail["name"] == "__app__":
            help_ = "import from the app's root: decorators are found without the package __app__"
        yield Finding(
            message=(
                f"No module named '{problem.detail['name']}': neither Python "
                f"{project.target.version}, the app nor requirements.txt brings it"
            ),
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
