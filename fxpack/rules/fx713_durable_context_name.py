"""An orchestrator or entity calls its context by another name.

The library wraps the function in one of its own whose parameter is `context`, whatever the name in
your function is; `context_name` must name that. The worker refuses the app.

Example:
--- function_app.py
import azure.durable_functions as df
import azure.functions as func

app = df.DFApp()


@app.orchestration_trigger(context_name="ctx")
def hello(ctx: df.DurableOrchestrationContext):
    result = yield ctx.call_activity("greet", "you")
    return result


@app.activity_trigger(input_name="name")
def greet(name: str) -> str:
    return f"hello {name}"

Use instead:
--- function_app.py
import azure.durable_functions as df
import azure.functions as func

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def hello(context: df.DurableOrchestrationContext):
    result = yield context.call_activity("greet", "you")
    return result


@app.activity_trigger(input_name="name")
def greet(name: str) -> str:
    return f"hello {name}"

Source: azure-functions-durable 1.7.0, decorators/durable_app.py and orchestrator.py (create);
azure-functions-runtime 1.3.0, functions.py (is_context_required).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import shown

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("durable-context-name"):
        yield Finding(
            message=f'context_name of {problem.detail["decorator"]} is {shown(problem.detail["value"])}, not "context"',
            at=problem.at,
            help='write context_name="context"; the function\'s own parameter may have any name',
            function=function.name if function else None,
        )
