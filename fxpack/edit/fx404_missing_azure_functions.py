"""Adds azure-functions to requirements.txt, as the last line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        text = text_of(each.location.path, project.files)
        if text is None or "--hash" in text.text:
            # where hashes are listed a line without one is refused
            continue
        end = len(text.text)
        before = "" if text.text.endswith(("\n", "\r")) or not text.text else text.newline
        edit = text.edit(end, end, f"{before}azure-functions{text.newline}")
        yield Fix(each.code, (each.location,), "safe", "add azure-functions", (edit,))
