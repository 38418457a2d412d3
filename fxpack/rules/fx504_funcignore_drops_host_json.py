"""A line of .funcignore leaves out host.json.

Without host.json at its root the folder is no function app: the host finds no functions in it.

Example:
--- .funcignore
/*.json

Use instead:
--- .funcignore
/local.*.json

Source: azure-functions-host 4.1037, ScriptJobHost; Microsoft, "Azure Functions deployment
technologies" (host.json lies at the root of the package).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    line = project.decided.get("host.json")
    if line is not None and line.excluded:
        yield Finding(
            message=f'"{line.pattern}" leaves out host.json, so Azure will find no functions',
            at=line.at,
            help="take the line away, or make it name only what should stay out",
        )
