"""Whoever applies a fix of SARIF, by what its regions mean there, gets the file that fxpack writes.

Read as SARIF 2.1.0 says: lines end as `newlineSequences` has it (3.14.17), columns count as
`columnKind` has it, a byte order mark is no part of the text, and all regions of a change are those
of the file as it was (3.55, 3.57).
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

from fxpack.edit import FIXERS, fixes
from fxpack.edit.apply import apply
from fxpack.edit.suggest import suggestions
from fxpack.judge import lint_project
from fxpack.model import Diagnostic, Files, Fix, Project, Target
from fxpack.read.jsonpos import read
from fxpack.read.project import read_project
from fxpack.report import sarif
from fxpack.rules import EVERY
from fxpack.settings import Settings
from tests.report.test_text import report

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


# -- a reader of SARIF ----------------------------------------------------------------------------


def replaced(content: bytes, path: str, replacements: list[Any], run: Mapping[str, Any]) -> bytes:
    """A file after the replacements of an artifactChange."""
    codec = codec_of(content, path)
    mark = next((each for each in MARKS if content.startswith(each)), b"")
    text = content.removeprefix(mark).decode(codec)
    starts = [0, *(end.end() for end in re.finditer("|".join(run["newlineSequences"]), text))]
    assert run["columnKind"] == "unicodeCodePoints"
    found = []
    for each in replacements:
        at = each["deletedRegion"]
        start = starts[at["startLine"] - 1] + at["startColumn"] - 1
        end = starts[at["endLine"] - 1] + at["endColumn"] - 1
        found.append((start, end, each.get("insertedContent", {}).get("text", "")))
        # a column is one of its line, or the place after it
        assert start <= end <= len(text)
        assert all(
            place <= (starts[line] if line < len(starts) else len(text))
            for place, line in ((start, at["startLine"]), (end, at["endLine"]))
        )
    found.sort()
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    for start, end, new in reversed(found):
        text = text[:start] + new + text[end:]
    return mark + text.encode(codec)


def codec_of(content: bytes, path: str) -> str:
    if content[:2] in MARKS:
        return "utf-16-le" if content[:2] == MARKS[1] else "utf-16-be"
    if path.endswith(".py") and not content.startswith(MARKS[0]):
        return tokenize.detect_encoding(io.BytesIO(content).readline)[0]
    return "utf-8"


# -- the law --------------------------------------------------------------------------------------


class Seen(NamedTuple):
    project: Project
    found: tuple[Diagnostic, ...]


def look(files: Files, python: tuple[int, int]) -> Seen:
    project = read_project(files, target=Target(python=python))
    return Seen(project, lint_project(project, Settings(select=("ALL",))).diagnostics)


def broken(files: Files, python: tuple[int, int] = (3, 12)) -> Iterator[str]:
    """What is wrong with the fixes in the SARIF about an app."""
    seen = look(files, python)
    if not any(each.code in FIXERS for each in seen.found):
        return
    known = suggestions(*seen, lambda _: True)
    found = [each._replace(fix=known.get((each.code, each.location))) for each in seen.found]
    run = json.loads(sarif.render(report(*found), EVERY))["runs"][0]
    own = {(fix.code, at): fix for fix in reversed(list(fixes(*seen))) for at in fix.solves}
    for diagnostic, result in zip(seen.found, run["results"], strict=True):
        fix = own.get((diagnostic.code, diagnostic.location))
        assert ("fixes" in result) is (fix is not None)
        if fix is not None:
            where = f"{diagnostic.code} {diagnostic.location}"
            yield from (f"{where}: {why}" for why in wrong(seen, diagnostic, result, fix, run))


def wrong(
    seen: Seen, diagnostic: Diagnostic, result: Any, fix: Fix, run: Mapping[str, Any]
) -> Iterator[str]:
    files = seen.project.files
    (one,) = result["fixes"]
    after = {
        (path := unquote(change["artifactLocation"]["uri"])): replaced(
            files.get(path, b""), path, change["replacements"], run
        )
        for change in one["artifactChanges"]
    }
    if after != apply(files, [fix]):
        yield f"{after} is not {apply(files, [fix])}"
    yield from (f"{path} is broken" for path in after if parses(files, path) > parses(after, path))
    again = look(Changed(files, after), seen.project.target.python)
    if (
        Counter(map(said, again.found))[said(diagnostic)]
        >= Counter(map(said, seen.found))[said(diagnostic)]
    ):
        yield "it is still found"


def said(diagnostic: Diagnostic) -> tuple[str | None, ...]:
    return diagnostic.code, diagnostic.location.path, diagnostic.function, diagnostic.message


def parses(files: Files, path: str) -> bool:
    if path not in files or not path.endswith((".py", ".json")):
        return True
    if path.endswith(".json"):
        return read(path, files[path], "").value is not None
    try:
        ast.parse(files[path])
    except (SyntaxError, ValueError):
        return False
    return True


class Changed(dict[str, bytes]):
    """The files of an app with some of them changed."""

    def __init__(self, files: Files, after: Mapping[str, bytes]) -> None:
        super().__init__({path: files[path] for path in files} | dict(after))
