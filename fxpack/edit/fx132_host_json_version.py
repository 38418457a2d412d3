"""host.json gets the one version that there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack import schema
from fxpack.edit.host_file import VERSION
from fxpack.edit.json_text import Json, json_of
from fxpack.model import Diagnostic, Edit, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        host = json_of(each.location.path, project.files)
        edit = _edit(host) if host is not None else None
        if edit is not None:
            title = f'write "version": "{VERSION}"'
            yield Fix("FX132", (each.location,), "safe", title, (edit,))


def _edit(host: Json) -> Edit | None:
    members = host.root.children
    if "version" in members:
        return host.replaced(members["version"], VERSION)
    alike = [node for name, node in members.items() if str(name).lower() == "version"]
    if alike:
        one = alike[0]
        return host.renamed(one, "version") if isinstance(one.value, str) else None
    known = {name.lower() for name in schema.load(schema.HOST)["properties"]}
    if any(str(name).lower() not in known for name in members):
        # as a host.json of Functions 1.x has them
        return None
    return host.appended(host.root, VERSION, "version")
