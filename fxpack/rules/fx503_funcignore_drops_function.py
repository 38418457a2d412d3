"""A line of .funcignore leaves out a function.

Without its function.json the function is not there in Azure, without its script it cannot be loaded;
nothing says so when the app is published. The template of Visual Studio Code has the line `test`,
which also leaves out a function of that name.

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

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function in project.v1_functions:
        for path in (function.config.path, function.script):
            line = project.decided.get(path or "")
            if line is not None and line.excluded:
                yield Finding(
                    message=f'"{line.pattern}" leaves out {path}, so the function '
                    f'"{function.name}" will be missing in Azure',
                    at=line.at,
                    help="take the line away, or make it name only what should stay out",
                    function=function.name,
                )
                break
