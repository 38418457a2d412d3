"""The extension bundle gets a version that is in support.

What extensions do changes from one to the next, so that someone should look at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.host_file import newest
from fxpack.edit.json_text import json_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        host = json_of(each.location.path, project.files)
        if host is None:
            continue
        for node in host.found(each.location):
            name = host.text.text[node.name_start : node.name_end].strip("\"'").lower()
            if name == "version" and isinstance(node.value, str):
                edit = host.replaced(node, newest())
                yield Fix("FX135", (each.location,), "unsafe", f"take {newest()}", (edit,))
