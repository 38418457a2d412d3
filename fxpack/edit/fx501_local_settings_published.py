"""local.settings.json is left out of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.ignore_lines import PLAIN, added, brings_back
from fxpack.model import Diagnostic, Fix, Project

LINE = "local.settings.*"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        name = each.location.path.rpartition("/")[2]
        # what a line brings back is that line's affair
        if not name.startswith("local.settings."):
            continue
        line = name if brings_back(project) else LINE
        edit = added(project, line) if PLAIN.fullmatch(name) else None
        if edit is not None:
            yield Fix("FX501", (each.location,), "safe", f"leave out {line}", (edit,))
