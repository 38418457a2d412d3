"""No name of function_app.py stands for a function app.

The worker imports the file and looks among its names for a FunctionApp, a DFApp, an AsgiFunctionApp or
a WsgiFunctionApp; not in lists, functions or classes. A Blueprint is none. Without one the whole app
fails: `Could not find top level function app instances in function_app.py.`

Example:
--- function_app.py
import azure.functions as func

bp = func.Blueprint()


@bp.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime 1.3.0, loader.py (index_function_app).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"
HELP = "bind one: app = func.FunctionApp(); without it none of the functions is found"
INSTEAD = "remove the file: while it is there no function.json is read"
FOUND = {
    "blueprint": "; a Blueprint is none, it needs an app that registers it",
    "class": "; the class itself is none, it has to be called",
    "deleted": "; it is deleted again",
}


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("no-function-app"):
        found = FOUND.get(problem.detail["found"], "")
        mixed = any(
            path.count("/") == 1 and path.endswith("/function.json") for path in project.files
        )
        yield Finding(
            message=f"no name of {problem.detail['script']} stands for a function app{found}",
            at=problem.at,
            help=INSTEAD if mixed else HELP,
        )
