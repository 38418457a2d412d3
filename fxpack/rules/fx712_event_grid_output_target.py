"""An Event Grid output does not say where to, or says it twice.

It takes either `connection`, or both `topic_endpoint_uri` and `topic_key_setting`. All else raises
ValueError while the worker imports the module.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
@app.event_grid_output(arg_name="event", topic_endpoint_uri="TopicUri")
def hello(timer: func.TimerRequest, event: func.Out[func.EventGridOutputEvent]) -> None:
    print("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
@app.event_grid_output(
    arg_name="event", topic_endpoint_uri="TopicUri", topic_key_setting="TopicKey"
)
def hello(timer: func.TimerRequest, event: func.Out[func.EventGridOutputEvent]) -> None:
    print("hello")

Source: azure-functions 2.3.0, decorators/eventgrid.py (EventGridOutput).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("event-grid-output-target"):
        yield Finding(
            message="an Event Grid output needs either connection, or topic_endpoint_uri and topic_key_setting",
            at=problem.at,
            help="give one of the two, and not both",
            function=function.name if function else None,
        )
