"""The scriptFile of a function does not exist.

The host refuses the function: `Invalid script file name configuration. The 'scriptFile' property is
set to a file that does not exist.` The path starts in the function's folder. On Linux letter case
counts.

Example:
--- f/function.json
{
  "scriptFile": "Main.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/main.py
def main(req):
    return "hello"

Use instead:
--- f/function.json
{
  "scriptFile": "main.py",
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
from fxpack.rules.nearest import nearest
from fxpack.rules.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("script-missing"):
        script, path = problem.detail["script_file"], problem.detail["path"]
        near = _nearest(project, path, problem.detail["folder"])
        hint = f'; did you mean "{near}"?' if near else ""
        if not isinstance(script, str):
            fault = "must be text"
        elif any(file.startswith(path + "/") for file in project.files):
            fault = "is a folder"
        else:
            fault = "does not exist"
        yield Finding(
            message=f"the scriptFile {shown(script)} {fault}{hint}",
            at=problem.at,
            help="the path starts in the function's folder, parts its folders with /, and letter "
            "case counts",
            function=function.name if function else None,
        )


def _nearest(project: Project, path: str, folder: str) -> str:
    """The Python file most like the path, as scriptFile would name it."""
    path = path.replace("\\", "/")
    folders = (path.rpartition("/")[0] + "/", folder + "/")
    candidates = [p for p in project.files if p.endswith(".py") and p.startswith(folders)]
    near = nearest(path, candidates)
    return (
        near.removeprefix(folders[1]) if not near or near.startswith(folders[1]) else f"../{near}"
    )
