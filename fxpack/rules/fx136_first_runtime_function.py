"""A function is a script of Functions 1.x.

A `run.py` without a `main` that runs from top to end is how the first version of Azure Functions
called Python. Functions 4 does not run it. The rules on entry points stay silent about it.

Example:
--- host.json
{}
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "res", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py (absent)
--- f/run.py
import os

with open(os.environ["res"], "w") as response:
    response.write("hello")

Use instead:
--- host.json
{
  "version": "2.0",
  "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}
}
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/run.py
def main(req):
    return "hello"

Source: Microsoft, "Migrate apps from Azure Functions version 1.x to version 4.x".
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("first-runtime-function"):
        yield Finding(
            message="run.py without a main is a script of Functions 1.x, which Functions 4 does not run",
            at=problem.at,
            help="put the code into a function main, with a parameter for each binding",
            function=function.name if function else None,
        )
