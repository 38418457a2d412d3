"""host.json cannot be read.

The host does not start without it. It reads host.json with Json.NET, which accepts more than strict
JSON, such as comments and trailing commas; so does fxpack.

Example:
--- host.json
{
  "version": "2.0"
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}

Source: azure-functions-host 4.1037, HostJsonFileConfigurationSource.cs (LoadHostConfig);
Newtonsoft.Json 13.0, JsonTextReader.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("host-json-syntax"):
        yield Finding(
            message=problem.detail["reason"],
            at=problem.at,
            help="without a host.json that it can read, the host does not start",
        )
