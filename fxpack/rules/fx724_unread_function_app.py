"""A function_app.py without functions lies beside those of function.json.

Up to Python 3.12 the worker falls back to function.json where the app of function_app.py is empty;
from 3.13 on the mere presence of the file turns every function.json off, and there are no functions.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req):
    return "hello"

Use instead:
--- function_app.py (absent)
--- f/function.json
{
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}
--- f/__init__.py
def main(req):
    return "hello"

Source: azure-functions-python-worker, azure_functions_worker/dispatcher.py and
workers/proxy_worker/dispatcher.py (reload_library_worker).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"
WHY = {
    "ignored": "has no functions and is passed over; from Python 3.13 on it turns function.json off",
    "no functions": "has no functions, and turns every function.json off by being there",
}


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("unread-function-app"):
        yield Finding(
            message=f"{problem.detail['script']} {WHY[problem.detail['why']]}",
            at=problem.at,
            help="remove it, or declare the functions there",
            function=function.name if function else None,
        )
