"""Codes that silence nothing leave their comment, and the comment goes with the last of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fxpack.edit.text import Text, text_of
from fxpack.model import Diagnostic, Edit, Fix, Project

_CODE = re.compile(r"[A-Za-z]+[0-9]+")


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        text = text_of(each.location.path, project.files)
        edit = _edit(text, each) if text is not None else None
        if edit is not None:
            title = "take out what silences nothing"
            yield Fix("FX590", (each.location,), "safe", title, (edit,))


def _edit(text: Text, diagnostic: Diagnostic) -> Edit | None:
    start, end = text.range(diagnostic.location)
    before, colon, codes = text.text[start:end].partition(":")
    idle = set(_CODE.findall(diagnostic.message))
    left = [code for code in _CODE.findall(codes) if code.upper() not in idle]
    if left:
        return text.edit(start, end, f"{before}{colon} {', '.join(left)}")
    line = diagnostic.location.line
    first, last = text.lines(line, line)
    if before.startswith("/*") or text.text[end:last].strip():
        # an explanation, or the end of a comment
        return None
    kept = text.text[first:start].rstrip()
    if not kept:
        return text.edit(first, last, "")
    return text.edit(first + len(kept), end, "")
