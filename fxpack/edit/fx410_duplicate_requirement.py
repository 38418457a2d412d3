"""Of two lines for one package goes the one that names it and says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fxpack.edit.places import problems
from fxpack.edit.requirement_text import Requirement
from fxpack.edit.text import text_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each, problem in problems(project, "duplicate-requirement", found):
        text = text_of(each.location.path, project.files)
        other = re.fullmatch(r"line (\d+)", problem.detail["where"])
        if text is None or other is None:
            continue
        one, two = Requirement(text, each.location.line), Requirement(text, int(other[1]))
        # what is left has to hold on every system
        for bare, kept in ((one, two), (two, one)):
            if bare.is_bare and not kept.is_bare and not kept.has_marker:
                title = f"take the line `{bare.written.strip()}` out"
                yield Fix("FX410", (each.location,), "safe", title, (bare.removed(),))
                break
