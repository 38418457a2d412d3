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
from fxpack.rules.removed import remedy, since

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("missing-module"):
        name = problem.detail["name"]
        yield Finding(
            message=(
                f"No module named '{name}': neither Python "
                f"{project.target.version}, the app nor requirements.txt brings it"
            ),
            at=problem.at,
            help=_help(name),
            function=function.name if function else None,
        )


def _help(name: str) -> str:
    # only where there is something to say, since the names take a moment to load
    from fxpack.read.graph.releases import distribution_of

    if name == "__app__":
        return "import from the app's root: decorators are found without the package __app__"
    if since(name):
        return f"it was removed in Python {since(name)}: {remedy(name)}"
    missing = distribution_of(name) or "the distribution that brings it"
    return f"add {missing} to requirements.txt, or correct the name"
