"""requirements.txt names a file or a folder outside the app.

Only the app is published, so a remote build does not find it; `pip freeze` in a Conda environment
writes such paths. Not said with `mode = "local"`, for `fxpack build --local` makes wheels of them.

Example:
--- requirements.txt
azure-functions
../shared

Use instead:
--- requirements.txt
azure-functions
./shared

Source: Oryx, src/BuildScriptGenerator/Python/PythonBashBuildSnippet.sh.tpl.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("requirement-outside-app"):
        yield Finding(
            message=f"{problem.detail['path']} is outside the app, and a remote build sees only the "
            "app",
            at=problem.at,
            help="move it into the app, publish it to an index, or set "
            '`mode = "local"` in [tool.fxpack]',
        )
