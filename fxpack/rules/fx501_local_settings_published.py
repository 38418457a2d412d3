"""Settings meant for the own machine are published with the app.

func leaves out `local.settings.json`, but not other files made after it, and Visual Studio Code
leaves out only what `.funcignore` names. Such files mostly hold connection strings, and everyone who
may read the app's files then has them. Files called a sample, an example or a template are passed
over.

Example:
--- local.settings.prod.json
{"IsEncrypted": false, "Values": {"AzureWebJobsStorage": "AccountName=a;AccountKey=b"}}

Use instead:
--- .funcignore
local.settings.*

Source: azure-functions-core-tools 4, Common/FileSystemHelpers.cs (GetLocalFiles).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Location, Project

SEVERITY = "warning"
HARMLESS = {"default", "dist", "example", "sample", "schema", "template", "tmpl"}


def check(project: Project) -> Iterator[Finding]:
    for path in project.files:
        words = path.rpartition("/")[2].lower().split(".")
        if words[:2] != ["local", "settings"] or words[-1] != "json" or HARMLESS & {*words}:
            continue
        line = project.decided.get(path)
        if len(words) == 3 and (line is None or "settings" not in line.pattern):
            continue
        if line is None:
            yield Finding(
                message=f"{path} would be published: no line of .funcignore leaves it out",
                at=Location(path=path),
                help='add a line "local.settings.*" to .funcignore, and keep secrets in the app\'s '
                "settings in Azure",
            )
        elif not line.excluded:
            yield Finding(
                message=f'"{line.pattern}" brings {path} back into what is published',
                at=line.at,
                help="take the line away, and keep secrets in the app's settings in Azure",
            )
