"""A function has no script that the host could choose.

`Unable to determine the primary function script. Make sure at least one script file is present.`
Without a `scriptFile` the host takes the only file beside function.json, or of several the one
named `__init__.py` or `run.py`.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py (absent)
--- f/first.py
def main(req):
    return "hello"
--- f/second.py
def main(req):
    return "hello"

Use instead:
--- f/function.json
{
  "scriptFile": "first.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs (DeterminePrimaryScriptFile).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("script-undetermined"):
        names = [path.rpartition("/")[2] for path in problem.detail["files"]]
        some = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
        yield Finding(
            message=f"which of the files is the script? There are {some}"
            if names
            else "there is no script beside this function.json",
            at=problem.at,
            help='add "scriptFile", or name the script __init__.py',
            function=function.name if function else None,
        )
