"""An argument that the library refuses is written as it takes it, where the word itself is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.places import problems
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each, problem in problems(project, "invalid-decorator-choice", found):
        value, choices = problem.detail["value"], problem.detail["choices"]
        text = text_of(each.location.path, project.files)
        if text is None or not isinstance(value, str) or value.upper() not in choices:
            continue
        start, end = text.range(each.location)
        written = text.text[start:end]
        if written not in {f'"{value}"', f"'{value}'"}:
            continue
        new = f"[{written}]" if problem.detail["hint"] == "list" else written.upper()
        edit = text.edit(start, end, new)
        yield Fix("FX709", (each.location,), "safe", f"write {new}", (edit,))
