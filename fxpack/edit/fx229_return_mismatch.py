"""`-> None` goes where a binding takes what the function returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Project

BETWEEN = " \t\f\r\n\\"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        text = text_of(each.location.path, project.files)
        if text is None:
            continue
        start, end = text.range(each.location)
        arrow = text.text[:start].rstrip(BETWEEN)
        if text.text[start:end] == "None" and arrow.endswith("->"):
            at = len(arrow.removesuffix("->").rstrip(BETWEEN))
            edit = text.edit(at, end, "")
            yield Fix("FX229", (each.location,), "safe", "take `-> None` away", (edit,))
