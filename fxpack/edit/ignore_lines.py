"""Lines that .funcignore lacks, so that something stays out of what is published."""

from __future__ import annotations

from fxpack.edit.text import text_of
from fxpack.model import Edit, Project

FILE = ".funcignore"


def added(project: Project, line: str) -> Edit | None:
    """A line at the end of .funcignore, which is made where there is none."""
    if FILE not in project.files:
        return Edit(FILE, 0, 0, f"{line}\n".encode())
    text = text_of(FILE, project.files)
    if text is None:
        return None
    end = len(text.text)
    before = "" if not end or text.text.endswith(("\n", "\r")) else text.newline
    return text.edit(end, end, f"{before}{line}{text.newline}")
