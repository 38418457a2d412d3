"""host.json gets the extension bundle that its functions need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.json_text import json_of
from fxpack.model import Diagnostic, Fix, Project

BUNDLE = {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        host = json_of(each.location.path, project.files)
        if host is not None:
            edit = host.appended(host.root, BUNDLE, "extensionBundle")
            yield Fix("FX134", (each.location,), "safe", "add the extension bundle", (edit,))
