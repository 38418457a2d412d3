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

import re
from typing import TYPE_CHECKING

from fxpack.model import Finding, Location
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"
VALID = re.compile(r"^[a-z][a-z0-9_\-]{0,127}$", re.IGNORECASE | re.ASCII)


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        name = function.name
        if VALID.match(name) and name.lower() != "host":
            continue
        why = ""
        if name.lower() == "host":
            why = ": the host keeps it for itself"
        elif len(name) > 128:
            why = f": it has {len(name)} characters, and 128 are allowed"
        yield Finding(
            message=f"{shown(name)} is no valid name of a function{why}",
            at=Location(path=function.config.path),
            help="rename the folder: a letter first, then letters, digits, underscores and dashes",
            function=name,
        )
