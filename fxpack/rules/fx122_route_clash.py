"""Two functions answer the same route and method, or a function a route of the host.

The host refuses the second of two equal routes; of those that differ in the names of parameters
only one is reached. Without a `route` a function answers its own name, without `methods` all of
them; letter case makes no difference. Whatever the prefix, a route must not begin with `admin` or
`runtime`, so that a function without a route cannot be called `adminUsers`.

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

Source: azure-functions-host 4.1037, ScriptHost.cs (ValidateHttpFunction, HttpRoutesConflict), and
its issue 1781.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.endpoint import Endpoint, endpoint

SEVERITY = "warning"
RESERVED = ("admin", "runtime")


def check(project: Project) -> Iterator[Finding]:
    by_route: dict[str, list[Endpoint]] = {}
    for function in project.functions:
        one = endpoint(function)
        if one is None:
            continue
        if one.route.startswith(RESERVED):
            yield Finding(
                message=f'the route "{one.route}" is the host\'s own, as all that begin with '
                f'"{next(filter(one.route.startswith, RESERVED))}"',
                at=one.binding.at("route"),
                help="give the function another route; with this one the host leaves it out",
                function=function.name,
            )
        others = by_route.setdefault(one.route, [])
        for other in others:
            both = not one.methods or not other.methods or one.methods & other.methods
            # two functions of one name are an error: FX706
            if both and one.name != other.name:
                yield Finding(
                    message=f'the route "{one.route}" is answered by function "{other.name}" too',
                    at=one.binding.at("route"),
                    help="give each its own route or methods; a request reaches only one of them",
                    function=function.name,
                )
        others.append(one)
