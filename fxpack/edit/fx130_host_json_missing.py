"""The host.json that the host makes up is written.

Someone should look at it: the functions may be the wrong folder of an app.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.host_file import written
from fxpack.model import Diagnostic, Edit, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        path = each.location.path
        if path not in project.files:
            edit = Edit(path, 0, 0, f"{written(chr(10))}\n".encode())
            yield Fix("FX130", (each.location,), "unsafe", "write host.json", (edit,))
