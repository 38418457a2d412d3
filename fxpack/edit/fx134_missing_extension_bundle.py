"""host.json gets the extension bundle that its functions need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.host_file import BUNDLE, bundle, written
from fxpack.edit.json_text import Json, json_of
from fxpack.model import Diagnostic, Edit, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        host = json_of(each.location.path, project.files)
        edit = _edit(host) if host is not None else None
        if edit is not None:
            yield Fix("FX134", (each.location,), "safe", "add the extension bundle", (edit,))


def _edit(host: Json) -> Edit | None:
    members = host.root.children
    if not members:
        # the host takes an empty file for its defaults, and wants a version of any other
        return host.filled(written(host.text.newline))
    there = [node for name, node in members.items() if str(name).lower() == BUNDLE.lower()]
    if there:
        # one that holds nothing
        return host.replaced(there[0], bundle()) if len(there) == 1 else None
    return host.appended(host.root, bundle(), BUNDLE)
