"""A virtual environment is left out of what is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.ignore_lines import PLAIN, added
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    lines, places = [], []
    for each in found:
        folder, _, name = each.location.path.rpartition("/")
        if name == "pyvenv.cfg" and PLAIN.fullmatch(folder):
            lines.append(f"{folder}/")
            places.append(each.location)
    edit = added(project, *lines) if lines else None
    if edit is not None:
        title = f"leave out {' and '.join(lines)}"
        yield Fix("FX502", tuple(places), "safe", title, (edit,))
