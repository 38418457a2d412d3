"""Lines that .funcignore lacks, so that something stays out of what is published."""

from __future__ import annotations

import re

from fxpack.edit.text import text_of
from fxpack.model import Edit, Project

FILE = ".funcignore"
PLAIN = re.compile(r"[\w.-]([\w./ -]*[\w.-])?")
"""Names that an ignore file takes as they are."""


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


def brings_back(project: Project) -> bool:
    """Whether a line brings back what others leave out, which a wider one below would undo."""
    text = text_of(FILE, project.files)
    return text is not None and any(line.startswith("!") for line in text.text.split("\n"))
