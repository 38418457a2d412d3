"""An annotation of the entry point cannot be evaluated.

The worker asks `typing.get_type_hints`, which evaluates string annotations, and all of them under
`from __future__ import annotations`, with the names of the module. A name imported under
TYPE_CHECKING is not there.

Example:
--- f/__init__.py
def main(req: "HttpRequest"):
    return "hello"

Use instead:
--- f/__init__.py
from azure.functions import HttpRequest


def main(req: "HttpRequest"):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, functions.py `add_function`.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unresolvable-annotation"):
        help_ = "import the name in this module, or remove the annotation"
        if problem.detail["typing_only"]:
            help_ = "the name is only imported for type checkers; import it for real"
        yield Finding(
            message=(
                f"the annotation cannot be evaluated: {problem.detail['error']}: "
                f"{problem.detail['why']}"
            ),
            at=problem.at,
            help=help_,
            function=function.name if function else None,
        )
