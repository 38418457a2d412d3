"""A function with a durable client is not async.

The library wraps it and awaits what it returns. The function is indexed, and each call fails: `object
HttpResponse can't be used in 'await' expression`.

Example:
--- function_app.py
import azure.durable_functions as df
import azure.functions as func

app = df.DFApp()


@app.route(route="start")
@app.durable_client_input(client_name="client")
def start(req: func.HttpRequest, client: df.DurableOrchestrationClient) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.durable_functions as df
import azure.functions as func

app = df.DFApp()


@app.route(route="start")
@app.durable_client_input(client_name="client")
async def start(req: func.HttpRequest, client: df.DurableOrchestrationClient) -> func.HttpResponse:
    return func.HttpResponse(await client.start_new("hello"))

Source: azure-functions-durable 1.7.0, decorators/durable_app.py (_add_rich_client).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("sync-durable-client"):
        yield Finding(
            message=f'function "{problem.detail["name"]}" has a durable client and is not async: every call fails',
            at=problem.at,
            help="write async def",
            function=function.name if function else None,
        )
