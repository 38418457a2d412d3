"""The scriptFile of a function lies outside of the app.

Nothing from outside is published, so the host does not find the file; and where there is one, the
worker refuses it: `script path ... is not relative to the specified directory`.

Example:
--- f/function.json
{
  "scriptFile": "../../shared/main.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Use instead:
--- f/function.json
{
  "scriptFile": "../shared/main.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- shared/main.py
def main(req):
    return "hello"

Source: azure-functions-runtime-v1 1.2.0, loader.py (load_function).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("script-outside-app"):
        yield Finding(
            message=f"the scriptFile {shown(problem.detail['script_file'])} lies outside of the app",
            at=problem.at,
            help="move the file into the app; the path starts in the function's folder",
            function=function.name if function else None,
        )
