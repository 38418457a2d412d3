"""The setting PYTHON_SCRIPT_FILE_NAME does not name a file that the worker takes.

It is the name of a file at the app's root: letters, digits, dashes and underscores, then `.py`. The
worker refuses any other, and the whole app with it: `Invalid file name: main`.

Example:
--- local.settings.json
{"IsEncrypted": false, "Values": {"AzureWebJobsStorage": "UseDevelopmentStorage=true",
 "FUNCTIONS_WORKER_RUNTIME": "python", "PYTHON_SCRIPT_FILE_NAME": "main"}}

Use instead:
--- local.settings.json
{"IsEncrypted": false, "Values": {"AzureWebJobsStorage": "UseDevelopmentStorage=true",
 "FUNCTIONS_WORKER_RUNTIME": "python", "PYTHON_SCRIPT_FILE_NAME": "main.py"}}
--- f/function.json (absent)
--- f/__init__.py (absent)
--- main.py
import azure.functions as func

app = func.FunctionApp()


@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-runtime 1.3.0, utils/validators.py (validate_script_file_name).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import shown

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("invalid-script-name"):
        yield Finding(
            message=f"the worker refuses the script name {shown(problem.detail['value'])}",
            at=problem.at,
            help="name a file at the app's root with letters, digits, dashes and underscores, and .py",
            function=function.name if function else None,
        )
