"""A function.json lies too deep for the host to find it.

The host looks for function.json in the folders directly below the app's root only. A function that
lies deeper does not exist for it, and nothing says so.

fxpack is silent about packages, samples, tests, folders put aside, and other apps inside this one.

Example:
--- f/nightly/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- f/nightly/__init__.py
def main(timer):
    pass

Use instead:
--- f/nightly/function.json (absent)
--- f/nightly/__init__.py (absent)
--- nightly/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- nightly/__init__.py
def main(timer):
    pass

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (ReadFunctionsMetadata).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("nested-function-json"):
        folders = problem.detail["folders"]
        yield Finding(
            message=f'the host never finds this function: it does not look below "{folders[0]}"',
            at=problem.at,
            help=f'move the folder "{folders[-1]}" to the root of the app',
        )
