"""A connection string stands where the name of a setting belongs.

`connection` and its like name an app setting, whose value is the connection string. The host looks
for a setting with the pasted text as its name, finds none, and the function does not start. Besides,
everyone who may read the code has the key in it. The value is not shown.

Example:
--- f/function.json
{
  "bindings": [
    {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "jobs",
     "connection": "UseDevelopmentStorage=true"}
  ]
}
--- f/__init__.py
def main(msg):
    pass

Use instead:
--- f/function.json
{
  "bindings": [
    {"name": "msg", "type": "queueTrigger", "direction": "in", "queueName": "jobs",
     "connection": "JobsStorage"}
  ]
}

Source: azure-webjobs-sdk, IConfigurationExtensions.cs (GetWebJobsConnectionSection).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import by_decorators, named

SEVERITY = "error"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("connection-string-in-binding"):
        binding, function = problem.detail["binding"], problem.detail["function"]
        where = "the code" if by_decorators(function) else "function.json"
        yield Finding(
            message=f'"{problem.detail["member"]}" of {named(binding)} holds '
            f"{problem.detail['what']}, not the name of a setting that has it",
            at=problem.at,
            help="put it into local.settings.json and into the app's settings in Azure, name that "
            f"setting here, and change the key if it is a real one: {where} may have been read",
            function=function.name,
        )
