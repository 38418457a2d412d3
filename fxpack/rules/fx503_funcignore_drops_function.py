"""A line of .funcignore leaves out a function.

Without its function.json the function is not there in Azure, without its script it cannot be loaded;
without function_app.py there are none at all. Nothing says so when the app is published. The template
of Visual Studio Code has the line `test`, which also leaves out a function of that name.

Example:
--- .funcignore
.vscode
f

Use instead:
--- .funcignore
.vscode

Source: azure-functions-core-tools 4, Common/GitIgnoreParser.cs; git, gitignore(5).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Decision, Finding, Project

SEVERITY = "warning"
V2_SCRIPT = "function_app.py"
HELP = "take the line away, or make it name only what should stay out"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for path in (function.config.path, function.script or ""):
            if line := _left_out(path, project):
                yield Finding(
                    message=f'"{line.pattern}" leaves out {path}, so the function '
                    f'"{function.name}" will be missing in Azure',
                    at=line.at,
                    help=HELP,
                    function=function.name,
                )
                break
    line = _left_out(V2_SCRIPT, project)
    if line is not None and not project.functions:
        yield Finding(
            message=f'"{line.pattern}" leaves out {V2_SCRIPT}, so Azure will find no function',
            at=line.at,
            help=HELP,
        )


def _left_out(path: str, project: Project) -> Decision | None:
    """The line that leaves out a file; None where it is published."""
    line = project.decided.get(path)
    return line if line is not None and line.excluded else None
