"""A JSON file that only lenient readers take becomes strict: order, indent and values stay.

What a comment says is lost, so that someone should look at it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from fxpack.edit.apply import apply
from fxpack.edit.json_text import json_of
from fxpack.edit.text import Text
from fxpack.model import Diagnostic, Edit, Fix, Project
from fxpack.read.jsonlenient import Lenience, is_strict, leniences
from fxpack.read.jsonpos import decode

_BLANKS = " \t"
_NOQA = re.compile(r"(?i)\bnoqa\b")
_ESCAPED = re.compile(r"\\(.)|\"", re.DOTALL)


def fixes(project: Project, found: Sequence[Diagnostic]) -> Iterator[Fix]:
    for each in found:
        tree = json_of(each.location.path, project.files)
        if tree is None:
            continue
        text, parts = tree.text, list(leniences(tree.text.text))
        comments = [text.text[part.start : part.end] for part in parts if part.kind == "comment"]
        if not parts or any(map(_NOQA.search, comments)):
            # it silences something else
            continue
        title = "write strict JSON" + (", without its comments" if comments else "")
        edits = tuple(_edit(text, part) for part in parts)
        fix = Fix("FX125", (each.location,), "unsafe" if comments else "safe", title, edits)
        after = decode(apply(project.files, [fix])[text.path])
        if is_strict(after) and json.loads(after) == tree.root.value:
            yield fix


def _edit(text: Text, part: Lenience) -> Edit:
    written = text.text[part.start : part.end]
    match part.kind:
        case "comment":
            return text.edit(*_with_blanks(text, part), "")
        case "trailing comma":
            return text.edit(part.start, part.end, "")
        case "name without quotes":
            return text.edit(part.start, part.end, f'"{written}"')
        case "text in single quotes":
            return text.edit(part.start, part.end, f'"{_ESCAPED.sub(_escaped, written[1:-1])}"')


def _escaped(found: re.Match[str]) -> str:
    """What has to be escaped in single quotes, as it has to be in double quotes."""
    if found[0] == '"':
        return '\\"'
    return "'" if found[1] == "'" else found[0]


def _with_blanks(text: Text, part: Lenience) -> tuple[int, int]:
    """A comment with the blanks on one side of it; with the whole lines if nothing else is there."""
    before = text.text[: part.start].rstrip(_BLANKS)
    after = len(text.text) - len(text.text[part.end :].lstrip(_BLANKS))
    if not before or before[-1] in "\r\n":
        line = text.line_of(after)
        end = text.lines(line, line)[1]
        alone = not text.text[after:end].strip("\r\n")
        return (len(before), end) if alone else (part.start, after)
    return len(before), part.end
