"""The hosting plan of the app does not have its version of Python.

Python 3.12 is the last that the Consumption plan on Linux gets; an app of a later one does not start
there. The plan is `plan` of `[tool.fxpack]`: "flex", "consumption", "premium" or "dedicated".

Example:
--- pyproject.toml
[tool.fxpack]
python = "3.13"
plan = "consumption"

Use instead:
--- pyproject.toml
[tool.fxpack]
python = "3.13"
plan = "flex"

Source: https://learn.microsoft.com/azure/azure-functions/supported-languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("python-not-on-plan"):
        last = problem.detail["newest"]
        yield Finding(
            message=f"{problem.detail['plan']} has no Python {problem.detail['python']}: "
            f"its last one is {last}",
            at=problem.at,
            help=f'move the app to the Flex Consumption plan (plan = "flex"), or to Python {last}',
        )
