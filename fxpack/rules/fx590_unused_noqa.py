"""A noqa comment names a code that is not found on its line.

The comment silences nothing today, and would hide a real finding tomorrow. Only codes of fxpack
count, and only of rules that are on. Off by default: `select = ["ALL"]` turns it on.

Example:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:  # noqa: FX211
    return func.HttpResponse("hello")

Use instead:
--- f/__init__.py
import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: fxpack's own, after ruff's RUF100.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    # the problems are known once all other rules have run, and then this one is asked again
    for _, problem in project.problems_of("unused-noqa"):
        codes, unknown = problem.detail["codes"], problem.detail["unknown"]
        verb = "is" if len(codes) == 1 else "are"
        message = f"the comment silences nothing: {', '.join(codes)} {verb} not found on this line"
        if unknown:
            message += f" ({', '.join(unknown)} does not exist)"
        yield Finding(message=message, at=problem.at, help="take the codes out of the comment")
