"""local.settings.json is left out of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.ignore_lines import FILE, added
from fxpack.model import Diagnostic, Fix, Project

LINE = "local.settings.*"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        if each.location.path != FILE:
            edit = added(project, LINE)
            if edit is not None:
                yield Fix("FX501", (each.location,), "safe", f"leave out {LINE}", (edit,))
