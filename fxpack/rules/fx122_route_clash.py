"""Two functions answer the same route and method.

A request reaches only one of them. Without a `route` a function answers its own name; letter case
and the names of parameters make no difference. Without `methods` it answers all of them.

Example:
--- g/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in", "route": "f", "methods": ["get"]},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- g/__init__.py
def main(req):
    return "hello"

Use instead:
--- g/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in", "route": "g", "methods": ["get"]},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: azure-functions-host 4.1037, WebScriptHostHttpRoutesManager.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.endpoint import Endpoint, endpoint

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    by_route: dict[str, list[Endpoint]] = {}
    for function in project.functions:
        one = endpoint(function)
        if one is None:
            continue
        others = by_route.setdefault(one.route, [])
        for other in others:
            if not one.methods or not other.methods or one.methods & other.methods:
                yield Finding(
                    message=f'the route "{one.route}" is answered by function "{other.name}" too',
                    at=one.binding.at("route"),
                    help="give each its own route or methods; a request reaches only one of them",
                    function=function.name,
                )
        others.append(one)
