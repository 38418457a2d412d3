"""The path of a function's script has a dot besides that of `.py`.

The worker makes a module's name of the path, where a dot parts packages, and fails:
`ModuleNotFoundError: No module named '__app__.f.my'`.

Example:
--- f/function.json
{
  "scriptFile": "my.script.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/my.script.py
def main(req):
    return "hello"

Use instead:
--- f/function.json
{
  "scriptFile": "my_script.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/my_script.py
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
    for function, problem in project.problems_of("script-dotted-stem"):
        part, path = problem.detail["part"], problem.detail["path"]
        yield Finding(
            message=f"the script {shown(path)} cannot be imported: {shown(part)} has a dot",
            at=problem.at,
            help=f'rename it, for example to "{part.replace(".", "_")}"',
            function=function.name if function else None,
        )
