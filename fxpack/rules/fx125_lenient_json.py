"""host.json or a function.json is no strict JSON, though the host reads it.

Json.NET takes comments, trailing commas, single quotes and names without quotes. jq, Python's json
module and PowerShell 5 do not, nor do scripts that are built on them. Off by default: where only the
host and Visual Studio Code read these files, comments are of use.

Example:
--- f/function.json
{
  // answers in plain text
  "scriptFile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"},
  ]
}

Use instead:
--- f/function.json
{
  "scriptFile": "__init__.py",
  "bindings": [
    {"name": "req", "type": "httpTrigger", "direction": "in"},
    {"name": "$return", "type": "http", "direction": "out"}
  ]
}

Source: RFC 8259; Newtonsoft.Json 13.0, JsonTextReader.cs; jq 1.7; CPython, json.
"""

from __future__ import annotations

from collections.abc import Iterator

from fxpack.model import Config, Finding, Project
from fxpack.read.jsonlenient import is_strict, leniences
from fxpack.read.jsonpos import decode, location

SEVERITY = "warning"


def check(project: Project) -> Iterator[Finding]:
    if project.host is not None:
        yield from _of_file(project.host, project)
    for function in project.v1_functions:
        for finding in _of_file(function.config, project):
            yield finding._replace(function=function.name)


def _of_file(config: Config, project: Project) -> Iterator[Finding]:
    text = _text(config, project)
    if is_strict(text):
        return
    found = list(leniences(text))
    message, start, end = "the file is not strict JSON, though the host reads it", 0, 1
    if found:
        kind, start, end = found[0]
        more = f" ({len(found) - 1} more in this file)" if len(found) > 1 else ""
        message = f"{kind} in what should be strict JSON{more}"
    yield Finding(
        message=message,
        at=location(config.path, text, start, end),
        help="write strict JSON, which every tool reads",
    )


def _text(config: Config, project: Project) -> str:
    """The text of a file that the host reads; of another one nothing is to be said here."""
    try:
        return decode(project.files[config.path]) if config.value is not None else "{}"
    except (KeyError, OSError):
        return "{}"
