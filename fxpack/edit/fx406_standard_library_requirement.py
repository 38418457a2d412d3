"""Takes out what asks for a module that Python brings.

What cannot be installed is safe to go. Else the app may use the other code that it gets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.places import problems
from fxpack.edit.requirement_text import requirement_of
from fxpack.model import Diagnostic, Fix, Project


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each, problem in problems(project, "standard-library-requirement", found):
        requirement = requirement_of(each, project)
        if requirement is not None:
            fails = problem.detail["effect"] == "fails"
            title = f"take {problem.detail['name']} out"
            edits = (requirement.removed(),)
            yield Fix("FX406", (each.location,), "safe" if fails else "unsafe", title, edits)
