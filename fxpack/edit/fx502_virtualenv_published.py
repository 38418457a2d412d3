"""A virtual environment is left out of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.ignore_lines import FILE, added
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        folder, _, name = each.location.path.rpartition("/")
        if each.location.path == FILE or name != "pyvenv.cfg":
            continue
        edit = added(project, f"{folder}/")
        if edit is not None:
            yield Fix("FX502", (each.location,), "safe", f"leave out {folder}/", (edit,))
