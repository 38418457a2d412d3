"""local.settings.json is left out of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.ignore_lines import added
from fxpack.model import Diagnostic, Fix, Project

LINE = "local.settings.*"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        # what a line brings back is that line's affair
        if each.location.path.rpartition("/")[2].startswith("local.settings."):
            edit = added(project, LINE)
            if edit is not None:
                yield Fix("FX501", (each.location,), "safe", f"leave out {LINE}", (edit,))
