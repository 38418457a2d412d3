"""Takes azure-functions-worker out of requirements.txt: the lines that name it, with their hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.requirement_text import requirement_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        requirement = requirement_of(each, project)
        if requirement is not None:
            title = "take azure-functions-worker out"
            yield Fix("FX405", (each.location,), "safe", title, (requirement.removed(),))
