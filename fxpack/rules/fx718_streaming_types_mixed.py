"""An HTTP function has azure.functions' own types beside the FastAPI extension.

As soon as the app imports `azurefunctions.extensions.http.fastapi`, the worker of Python 3.13 and
later takes that extension's types in every HTTP function, and no others. It refuses the app where
one of them is annotated with func.HttpRequest or func.HttpResponse.

Example:
--- .python-version
3.13
--- requirements.txt
azure-functions
azurefunctions-extensions-http-fastapi
--- function_app.py
import azure.functions as func
from azurefunctions.extensions.http.fastapi import JSONResponse, Request

app = func.FunctionApp()


@app.route(route="stream")
async def stream(req: Request) -> JSONResponse:
    return JSONResponse({})


@app.route(route="hello")
def hello(req: func.HttpRequest):
    return "hello"

Use instead:
--- .python-version
3.13
--- requirements.txt
azure-functions
azurefunctions-extensions-http-fastapi
--- function_app.py
import azure.functions as func
from azurefunctions.extensions.http.fastapi import JSONResponse, Request

app = func.FunctionApp()


@app.route(route="stream")
async def stream(req: Request) -> JSONResponse:
    return JSONResponse({})


@app.route(route="hello")
async def hello(req: Request) -> str:
    return "hello"

Source: azure-functions-runtime 1.3.0, bindings/meta.py (`_check_http_input_type_annotation`);
azurefunctions-extensions-base 1.2.0, web.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("streaming-types-mixed"):
        name, annotation = problem.detail["name"], problem.detail["annotation"]
        what = f'binding "{name}"' if name != "$return" else "what the function returns"
        yield Finding(
            message=f"{what} is annotated with {annotation}, beside the FastAPI extension",
            at=problem.at,
            help="annotate it with a type of azurefunctions.extensions.http.fastapi, or not at all",
            function=function.name if function else None,
        )
