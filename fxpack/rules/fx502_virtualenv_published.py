"""A virtual environment is published with the app.

func and Visual Studio Code leave out only what `.funcignore` names. A virtual environment makes the
zip large and is of no use in Azure: it was made for the own machine, and the worker never looks into
it.

Example:
--- .funcignore
.vscode
--- .venv/pyvenv.cfg
home = /usr/bin

Use instead:
--- .funcignore
.vscode
.venv

Source: azure-functions-core-tools 4, Common/FileSystemHelpers.cs (GetLocalFiles);
azure-functions-python-worker, utils/dependency.py (the paths that are searched).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Location, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for path in project.files:
        folder, _, name = path.rpartition("/")
        if name != "pyvenv.cfg" or not folder:
            continue
        line = project.decided.get(folder)
        inside = project.decided.get(path)
        if any(decision is not None and decision.excluded for decision in (line, inside)):
            continue
        yield Finding(
            message=f'the virtual environment "{folder}" would be published: '
            + (f'"{line.pattern}" brings it back' if line else "no line of .funcignore names it"),
            at=line.at if line else Location(path=path),
            help=f'end .funcignore with a line "{folder}"',
        )
