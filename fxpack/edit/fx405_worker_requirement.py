"""Takes azure-functions-worker out of requirements.txt: the lines that name it, with their hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        text = text_of(each.location.path, project.files)
        if text is not None:
            start, end = text.lines(each.location.line, each.location.line)
            while text.text[start:end].rstrip("\r\n").endswith("\\") and end < len(text.text):
                end = text.lines(text.line_of(end), text.line_of(end))[1]
            edit = text.edit(start, end, "")
            title = "take azure-functions-worker out"
            yield Fix(each.code, (each.location,), "safe", title, (edit,))
