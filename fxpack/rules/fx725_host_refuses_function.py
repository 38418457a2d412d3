"""The host refuses a function that the worker has indexed.

The library and the worker do not look at names; the host does, once it is told of the functions, and
leaves out what it refuses: names that it does not allow, two bindings of one name, a second trigger,
a trigger whose type does not end in `Trigger`. Functions whose names differ in letter case only have
one name to it, and the second fails.

Example:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.function_name("say hello")
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Use instead:
--- function_app.py
import azure.functions as func

app = func.FunctionApp()


@app.function_name("say-hello")
@app.route(route="hello")
def hello(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse("hello")

Source: azure-functions-host 4.1037, WorkerFunctionMetadataProvider.cs (ValidateMetadata);
azure-webjobs-sdk, FunctionIndex.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Function, Place, Project
from fxpack.rules import host_checks as host
from fxpack.rules.shown import by_decorators, listed

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for function in project.functions:
        if not by_decorators(function):
            continue
        for message, at, help_ in _faults(function):
            yield Finding(message=message, at=at, help=help_, function=function.name)
        other = first.setdefault(function.name.lower(), function.name)
        if other != function.name:
            yield Finding(
                message=f'the name "{function.name}" differs from "{other}" in letter case only',
                at=function.place,
                help="give it another name; to the host the two are one",
                function=function.name,
            )


def _faults(function: Function) -> Iterator[tuple[str, Place, str]]:
    """What is wrong with one function, each with its place and what to do."""
    if fault := host.function_name_fault(function.name):
        yield fault, function.place, f"rename it, or use @app.function_name: {host.A_FUNCTION_NAME}"
    for binding in function.bindings:
        if binding.name is not None and (fault := host.binding_name_fault(binding)):
            yield fault, binding.at("name"), host.A_BINDING_NAME
    for binding, fault in host.repeated_names(function):
        yield fault, binding.at("name"), "give each binding a name of its own"
    for binding, fault in host.second_triggers(function):
        yield fault, binding.at("type"), "give each trigger a function of its own"
    untold = all(problem.kind != "function-without-trigger" for problem in function.problems)
    if untold and host.lacks_trigger(function):
        types = listed([b.type or "" for b in function.bindings if b.direction == "in"], "or")
        message = f'no binding is a trigger to the host: no type ends in "Trigger", not {types}'
        yield message, function.place, "correct the type of the trigger"
