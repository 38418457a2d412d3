"""AzureWebJobsStorage is not set, and a function needs it.

Timers keep their schedule there, blob and Event Hubs triggers what they have seen, and it is the
connection of storage bindings that name none. Where function.json declares a trigger other than
HTTP, Kafka, RabbitMQ and those of Durable Functions, `func start` refuses to start without it.

Example:
--- local.settings.json
{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python"}}
--- f/function.json
{
  "bindings": [
    {"name": "timer", "type": "timerTrigger", "direction": "in", "schedule": "0 0 * * * *"}
  ]
}
--- f/__init__.py
def main(timer):
    pass

Use instead:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {
    "FUNCTIONS_WORKER_RUNTIME": "python", "AzureWebJobsStorage": "UseDevelopmentStorage=true"
  }
}

Source: azure-functions-core-tools 4, StartHostAction.cs (CheckNonOptionalSettings) and Constants.cs
(TriggersWithoutStorage).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import named

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("missing-storage-setting"):
        binding, function = problem.detail["binding"], problem.detail["function"]
        yield Finding(
            message="there is no AzureWebJobsStorage in the Values of local.settings.json, which "
            f'{named(binding)} ({binding.type}) of "{function.name}" needs',
            at=problem.at,
            help='add "AzureWebJobsStorage": "UseDevelopmentStorage=true", and start Azurite',
            function=function.name,
        )
