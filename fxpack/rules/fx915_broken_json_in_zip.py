"""A host.json or function.json in the zip cannot be read.

Without a host.json that it can read, the host does not start; without a function.json, it leaves the
function out. Often a merge or an edit by a deployment script left half of it.

Example:
--- f/function.json
{"bindings": [

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, HostJsonFileConfigurationSource.cs and
HostFunctionMetadataProvider.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.archive import Archive
from fxpack.model import Finding

SEVERITY = "error"

KINDS = ("host-json-syntax", "function-json-syntax")


def check(archive: Archive) -> Iterator[Finding]:
    configs = [(None, archive.host)] if archive.host else []
    for name, config in [*configs, *((each.name, each.config) for each in archive.functions)]:
        for problem in config.problems:
            if problem.kind in KINDS and config.path not in archive.damaged:
                yield Finding(
                    message=problem.detail["reason"],
                    at=problem.at,
                    help="mend the file, and build the zip anew",
                    function=name,
                )
