"""The app has no host.json.

It marks the root of the app and names the extension bundle. The host makes one up where it may
write; where it may not, as when the app runs from a package, bindings lack their extensions.

Example:
--- host.json (absent)

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: azure-functions-host 4.1037, HostJsonFileConfigurationSource.cs (LoadHostConfig).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Location, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if project.host is None and project.functions:
        yield Finding(
            message="the app has no host.json",
            at=Location(path="host.json"),
            help='write one with "version": "2.0" and an extensionBundle',
        )
