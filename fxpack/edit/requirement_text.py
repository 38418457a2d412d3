"""Lines of requirements, as pip puts them together."""

from __future__ import annotations

import re

from fxpack.edit.text import Text, text_of
from fxpack.model import Diagnostic, Edit, Project

_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_COMMENT = re.compile(r"\s*#")
_BARE = re.compile(r"[\w.-]+")
_SIMPLE = re.compile(r"[\w.-]+(?:\s*\[[\w\s,.-]*\])?\s*(?:[<>=!~][=<>!~\w\s.*+,-]*)?")

_OPTION = re.compile(r"\s-")


class Requirement:
    """What asks for one package: a line, with those that it goes on in."""

    def __init__(self, text: Text, number: int) -> None:
        self.text = text
        self.start, self.end = text.lines(number, number)
        last = self.written
        # a line that is a comment is the last one
        while last.endswith("\\") and not _COMMENT.match(last) and self.end < len(text.text):
            line = text.line_of(self.end)
            first, self.end = text.lines(line, line)
            last = text.text[first : self.end].rstrip(_ENDS)

    @property
    def written(self) -> str:
        """The text without the end of its last line."""
        return self.text.text[self.start : self.end].rstrip(_ENDS)

    @property
    def is_bare(self) -> bool:
        """Whether there is a name and nothing else."""
        return _BARE.fullmatch(self.written.strip()) is not None

    @property
    def has_marker(self) -> bool:
        return ";" in self.written

    def removed(self) -> Edit:
        """Without it."""
        return self.text.edit(self.start, self.end, "")

    def marked(self, marker: str) -> Edit | None:
        """With a marker behind it; None where more stands there than a name and versions."""
        asked = re.split(r"\s#", self.written, maxsplit=1)[0].rstrip()
        if not _SIMPLE.fullmatch(asked.strip()) or _OPTION.search(asked):
            return None
        at = self.start + len(asked)
        return self.text.edit(at, at, f"; {marker}")


def requirement_of(diagnostic: Diagnostic, project: Project) -> Requirement | None:
    """The requirement that a finding is about; None where its file cannot be changed."""
    text = text_of(diagnostic.location.path, project.files)
    return None if text is None else Requirement(text, diagnostic.location.line)
