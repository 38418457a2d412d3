"""A function.json cannot be read.

The host reads it with Json.NET and leaves the function out where that fails. Json.NET accepts more
than strict JSON, such as comments, trailing commas and single quotes; so does fxpack.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"}
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, HostFunctionMetadataProvider.cs; Newtonsoft.Json 13.0,
JsonTextReader.cs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxpack.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fxpack.model import Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("function-json-syntax"):
        yield Finding(
            message=problem.detail["reason"],
            at=problem.at,
            help="without a function.json that it can read, the host leaves the function out",
            function=function.name if function else None,
        )
