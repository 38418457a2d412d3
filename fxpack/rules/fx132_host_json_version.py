"""host.json has no version, or another than 2.0.

The host does not start with it. The version is that of the file's format, not of Functions: it is
`"2.0"` for Functions 4 too. The name `version` counts in this letter case only.

Example:
--- host.json
{
  "version": "4.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: azure-functions-host 4.1037, HostJsonFileConfigurationSource.cs (InitializeHostConfig).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, JsonPointer, Project
from fxpack.rules.shown import shown

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    # an empty object is as good as none: the host takes its defaults
    if project.host is None or not project.host.members:
        return
    if any(project.problems_of("first-runtime-function")):
        return
    members = project.host.members
    version = members.get("version")
    if version == "2.0" or not (version is None or isinstance(version, str)):
        return
    key = next((name for name in members if name.lower() == "version"), "")
    if version:
        message = f'the version of host.json must be "2.0", not {shown(version)}'
    elif key and key != "version":
        message = f'the member "{key}" is not read: its name must be "version", in lower case'
    else:
        message = 'host.json has no version; it must be "2.0"'
    yield Finding(
        message=message,
        at=JsonPointer(project.host.path, (key,) if key else (), key=bool(key) and not version),
        help='write "version": "2.0"; without it the host does not start',
    )
