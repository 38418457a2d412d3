"""`scriptfile` of a function.json becomes `scriptFile`, where there is such a file.

The host then takes that file, so that someone should look at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.json_text import json_of
from fxpack.model import Diagnostic, Fix, Project
from fxpack.rules.fx123_misspelt_member import meant

SCRIPT = "scriptFile"


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        path = each.location.path
        config = json_of(path, project.files)
        if config is None:
            continue
        for node in config.found(each.location):
            name = next((n for n, child in config.root.children.items() if child is node), "")
            folder = path.rpartition("/")[0]
            is_there = isinstance(node.value, str) and f"{folder}/{node.value}" in project.files
            if meant(str(name)) == SCRIPT and SCRIPT not in config.root.children and is_there:
                edit = config.renamed(node, SCRIPT)
                yield Fix("FX123", (each.location,), "unsafe", f"name it {SCRIPT}", (edit,))
