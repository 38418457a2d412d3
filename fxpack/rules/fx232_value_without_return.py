"""A function returns a value, but there is no `$return` binding.

The function loads; a call that returns something other than None fails. Triggers with an implicit
output (durable, mcp, generic) are not meant.

Example:
--- f/function.json
{"scriptFile": "__init__.py", "bindings": [
  {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "q"}
]}
--- f/__init__.py
def main(msg):
    return "done"

Use instead:
--- f/__init__.py
def main(msg):
    print("done")

Source: azure-functions-runtime-v1 1.2.0, handle_event.py (`"function %s without a $return binding
returned a non-None value"`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import by_decorators

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for function, problem in project.problems_of("value-without-return"):
        message = "a value is returned, but function.json has no $return binding"
        new = 'a binding named "$return" with direction "out"'
        if by_decorators(function):
            message = "a value is returned, but no decorator binds $return"
            new = 'an output decorator with arg_name="$return"'
        yield Finding(
            message=message,
            at=problem.at,
            help=f"add {new}, or return nothing",
            function=function.name if function else None,
        )
