"""A requirement that Linux cannot install is asked for on its own system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.systems import marked
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    yield from marked(project, "requirement-not-for-linux", found, "safe")
