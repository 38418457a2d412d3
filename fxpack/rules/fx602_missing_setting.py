"""A setting that the app needs is not in local.settings.json.

Looked for are the settings that bindings name (in `connection` and its like, and as %NAME%), and
those that code surely takes out of `os.environ["NAME"]`, which fails with a KeyError. `func start`
has them from local.settings.json; where there is no such file, or it is encrypted, nothing is said.
Nor is it of what the platform sets, what code may set itself, and what a Dockerfile, a compose file,
a `.env` file or a script of the app speaks of.

Example:
--- local.settings.json
{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python"}}
--- f/__init__.py
import os

import azure.functions as func

GREETING = os.environ["GREETING"]


def main(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(GREETING)

Use instead:
--- local.settings.json
{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "GREETING": "hello"}}

Source: azure-functions-core-tools 4, StartHostAction.cs (CheckNonOptionalSettings).
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Project
from fxpack.rules.shown import named

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("missing-setting"):
        detail = problem.detail
        if detail["form"] == "environ":
            by = f'os.environ["{detail["name"]}"] fails'
        elif detail["form"] == "percent":
            by = f"%{detail['name']}% in {detail['member']} of {named(detail['binding'])} stands for it"
        else:
            by = f"{detail['member']} of {named(detail['binding'])} names it"
        yield Finding(
            message=f'there is no setting "{detail["name"]}" in local.settings.json, and {by}',
            at=problem.at,
            help=f'add "{detail["name"]}" to Values there, and to the app\'s settings in Azure',
            function=detail["function"].name if "function" in detail else None,
        )
