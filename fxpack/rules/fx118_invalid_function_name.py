"""A function's folder has a name that the host refuses.

`'my.function' is not a valid function name.` A name starts with an ASCII letter, goes on with
letters, digits, underscores and dashes, has at most 128 characters, and is not `host`. Letter case
does not matter.

Example:
--- my.function/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- my.function/__init__.py
def main(timer):
    pass

Use instead:
--- my.function/function.json (absent)
--- my.function/__init__.py (absent)
--- my-function/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- my-function/__init__.py
def main(timer):
    pass

Source: azure-functions-host 4.1037, Utility.cs (FunctionNameValidationRegex).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding, Location
from fxpack.rules.host_checks import A_FUNCTION_NAME, function_name_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        if fault := function_name_fault(function.name):
            yield Finding(
                message=fault,
                at=Location(path=function.config.path),
                help=f"rename the folder: {A_FUNCTION_NAME}",
                function=function.name,
            )
