"""A requirement that is of no use on Linux is asked for on its own system.

Linux installs it, so that the app may import it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.systems import marked
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    yield from marked(project, "requirement-of-another-system", found, "unsafe")
