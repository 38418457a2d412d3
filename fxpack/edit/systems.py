"""Requirements of another system get the marker of the one that they are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.places import problems
from fxpack.edit.requirement_text import requirement_of
from fxpack.model import Diagnostic, Fix, Project, Safety

PLATFORMS = {"Windows": "win32", "macOS": "darwin"}


def marked(
    project: Project, kind: str, found: Sequence[Diagnostic], safety: Safety
) -> Iterator[Fix]:
    """A marker for each finding of a kind."""
    for each, problem in problems(project, kind, found):
        name, system = problem.detail["name"], problem.detail["system"]
        requirement = requirement_of(each, project)
        marker = f'sys_platform == "{PLATFORMS[system]}"'
        edit = requirement.marked(marker) if requirement is not None else None
        if edit is not None:
            title = f"ask for {name} on {system} only"
            yield Fix(each.code, (each.location,), safety, title, (edit,))
