"""A requirement is editable.

`pip install --target`, which a remote build runs, then leaves a .pth file that points to the sources.
Python reads .pth files in its own site-packages only, so the package cannot be imported. Not said of the
app itself (`-e .`), nor with `mode = "local"`, for `fxpack build --local` makes a wheel of it.

Example:
--- requirements.txt
azure-functions
-e ./shared

Use instead:
--- requirements.txt
azure-functions
./shared

Source: tried with pip 23.2.1; https://docs.python.org/3/library/site.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("editable-requirement"):
        yield Finding(
            message="what is editable is not installed beside the app: a remote build leaves only a "
            ".pth file, which is not read there",
            at=problem.at,
            help="leave out `-e`",
        )
