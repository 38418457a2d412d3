"""The retry policy of a function cannot be read by the worker.

The strategy is `fixed_delay`, which needs `delay_interval`, or `exponential_backoff`; the count is a
whole number, and intervals are hours, minutes and seconds, `00:00:10`, below a day. The worker refuses
the whole app for any other.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
@app.retry(strategy="fixed_delay", max_retry_count="3", delay_interval="10")
def hello(timer: func.TimerRequest) -> None:
    print("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
@app.retry(strategy="fixed_delay", max_retry_count="3", delay_interval="00:00:10")
def hello(timer: func.TimerRequest) -> None:
    print("hello")

Source: azure-functions-runtime 1.3.0, loader.py (build_retry_protos).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("invalid-retry-policy"):
        yield Finding(
            message=f"{problem.detail['member']} {problem.detail['why']}",
            at=problem.at,
            help="the worker then indexes none of the app's functions",
            function=function.name if function else None,
        )
