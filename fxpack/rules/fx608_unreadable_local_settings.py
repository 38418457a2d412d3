"""func cannot read local.settings.json as it is.

What is no JSON, or has an object or a list as a value, func passes over with all its settings.
Without `"IsEncrypted": false` it takes the values for encrypted ones, and gives up at the first that
is not. A setting with sections is written with two underscores, as `Queue__accountName`.

Example:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "Queue": {"accountName": "jobs"}}
}

Use instead:
--- local.settings.json
{
  "IsEncrypted": false,
  "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", "Queue__accountName": "jobs"}
}

Source: azure-functions-core-tools 4, Common/AppSettingsFile.cs.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Finding, Problem, Project

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    for _, problem in project.problems_of("unreadable-local-settings"):
        message, help_ = _said(problem)
        yield Finding(message=message, at=problem.at, help=help_)


def _said(problem: Problem) -> tuple[str, str]:
    detail = problem.detail
    if detail["why"] == "syntax":
        return (
            f"func passes over the whole file: {detail['reason']}",
            "correct it: func takes JSON with comments and trailing commas, and no more",
        )
    if detail["why"] == "nested":
        return (
            f'func passes over all Values, because that of "{detail["name"]}" is no text',
            f'write each of its members as a text, named "{detail["name"]}__member"',
        )
    if detail["why"] == "no object":
        return f'"{detail["name"]}" is no object in braces', "write settings as members with text"
    state = "absent, which func takes for true" if detail["absent"] else "true"
    return (
        f'IsEncrypted is {state}, and the value of "{detail["name"]}" is not encrypted',
        'write "IsEncrypted": false',
    )
