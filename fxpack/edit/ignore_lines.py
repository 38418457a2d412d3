"""Lines that .funcignore lacks, so that something stays out of what is published."""

from __future__ import annotations

from fxpack.edit.text import text_of
from fxpack.model import Edit, Project

FILE = ".funcignore"


def added(project: Project, *lines: str) -> Edit | None:
    """Lines at the end of .funcignore, which is made where there is none."""
    if FILE not in project.files:
        return Edit(FILE, 0, 0, "".join(f"{line}\n" for line in lines).encode())
    text = text_of(FILE, project.files)
    if text is None:
        return None
    end = len(text.text)
    # to git a carriage return alone ends nothing
    newline = "\r\n" if "\r\n" in text.text else "\n"
    before = "" if not end or text.text.endswith("\n") else newline
    return text.edit(end, end, before + "".join(f"{line}{newline}" for line in lines))
