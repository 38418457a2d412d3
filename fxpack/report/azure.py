"""The format for Azure Pipelines: an issue of the task for each diagnostic.

Source: microsoft/azure-pipelines-tasks and azure-pipelines-agent, docs/preview/outputvariables.md
and src/Microsoft.VisualStudio.Services.Agent/CommandStringConvertor.cs (what is escaped, and how).
"""

from __future__ import annotations

from fxpack.model import Diagnostic
from fxpack.report import Report, plain
from fxpack.report.plain_text import one_line
from fxpack.report.text import summary

_MESSAGE = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A", "]": "%5D", ";": "%3B"})


def render(report: Report) -> str:
    """A command for each diagnostic, and the last line of the text format."""
    commands = "".join(f"{_command(each)}\n" for each in report.diagnostics)
    return commands + plain(summary(report.summary))


def _command(diagnostic: Diagnostic) -> str:
    at = diagnostic.location
    properties = {
        "type": diagnostic.severity,
        "sourcepath": one_line(at.path),
        "linenumber": at.line,
        "columnnumber": at.column,
        "code": diagnostic.code,
    }
    written = "".join(f"{k}={str(v).translate(_PROPERTY)};" for k, v in properties.items())
    text = one_line(diagnostic.message)
    if diagnostic.help:
        text += f" ({one_line(diagnostic.help)})"
    return f"##vso[task.logissue {written}]{text.translate(_MESSAGE)}"
