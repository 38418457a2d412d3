"""proxies.json describes proxies, which Functions 4 does not serve.

They were a feature of Functions 1 to 3. In Functions 4 they are off, unless AzureWebJobsFeatureFlags
turns them on for the time of a migration.

Example:
--- proxies.json
{
  "proxies": {
    "old": {"matchCondition": {"route": "/old"}, "backendUri": "https://example.com/new"}
  }
}

Use instead:
--- proxies.json (absent)

Source: https://learn.microsoft.com/azure/azure-functions/legacy-proxies; azure-functions-core-tools
4, Common/Constants.cs (ProxiesNotSupported).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("retired-proxies"):
        yield Finding(
            message="Functions 4 serves no proxies unless AzureWebJobsFeatureFlags has EnableProxies",
            at=problem.at,
            help="let Azure API Management or a function do what they did, and remove the file",
        )
