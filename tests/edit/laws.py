"""What holds of every app that is fixed, whatever is wrong with it."""

from __future__ import annotations

import io
import posixpath
import re
import tokenize
from collections.abc import Iterator, Mapping

from fxpack.edit import FIXERS, fixes
from fxpack.edit.settle import Seen, Settled, settle
from fxpack.judge import lint_project
from fxpack.model import Diagnostic, Files, Safety, Target
from fxpack.read.places import text_of
from fxpack.read.project import read_project
from fxpack.read.tree import Overlay, Tree
from fxpack.settings import Settings

SAFE: frozenset[Safety] = frozenset({"safe"})
BOTH: frozenset[Safety] = frozenset({"safe", "unsafe"})
MOST_ROUNDS = 3
# the one place where what is found in another file can be mended
MENDED_IN = {
    "FX211": "function.json",
    "FX232": "function.json",
    "FX301": "conftest.py",
    "FX302": "conftest.py",
    "FX303": "conftest.py",
    "FX501": ".funcignore",
    "FX502": ".funcignore",
}
# what they take away may be a comment
OF_COMMENTS = frozenset({"FX125", "FX590"})


def broken(files: Files, python: tuple[int, int] = (3, 12)) -> list[str]:
    """The laws that fixing an app breaks; none of an app in which there is nothing to fix."""
    first = _look(files, python)
    if not any(each.code in FIXERS for each in first.diagnostics):
        return []
    found = list(_of_fixes(first))
    for safeties in (SAFE, BOTH):
        done = _settled(files, python, safeties)
        found += [*_of_findings(first, done), *_of_places(first, done), *_of_files(files, done)]
        again = _settled(_with(files, done.changed), python, safeties)
        found += [f"done again: {each}" for each in again.applied]
    return found


def fixed(files: Files, python: tuple[int, int] = (3, 12)) -> Settled | None:
    """What all fixes together come to; None where they change nothing."""
    if not any(each.code in FIXERS for each in _look(files, python).diagnostics):
        return None
    done = _settled(files, python, BOTH)
    return done if done.changed else None


def _settled(files: Files, python: tuple[int, int], safeties: frozenset[Safety]) -> Settled:
    return settle(files, lambda changed: _look(_with(files, changed), python), safeties)


def _with(files: Files, changed: Mapping[str, bytes]) -> Files:
    return Overlay(files, changed) if isinstance(files, Tree) else {**files, **changed}


def _look(files: Files, python: tuple[int, int]) -> Seen:
    project = read_project(files, target=Target(python=python))
    linted = lint_project(project, Settings())
    assert not linted.crashes
    return Seen(project, linted.diagnostics, linted.diagnostics)


# -- the laws -------------------------------------------------------------------------------------


def _of_fixes(seen: Seen) -> Iterator[str]:
    """Each mends findings that are there."""
    there = {(each.code, each.location) for each in seen.diagnostics}
    for fix in fixes(*seen[:2]):
        if not fix.solves or not {(fix.code, at) for at in fix.solves} <= there:
            yield f"nothing to fix: {fix}"


def _of_findings(first: Seen, done: Settled) -> Iterator[str]:
    yield from (f"made worse: {each}" for each in done.refused)
    if done.rounds > MOST_ROUNDS:
        yield f"{done.rounds} rounds: {[each.title for each in done.applied]}"
    before, after = _errors(first), _errors(done.seen)
    new = {_of(each) for each in after} - {_of(each) for each in before}
    if new or len(after) > len(before):
        yield f"more errors: {new or after}"


def _of(error: Diagnostic) -> str:
    return error.function or error.code


def _errors(seen: Seen) -> list[Diagnostic]:
    return [each for each in seen.diagnostics if each.severity == "error"]


def _of_places(first: Seen, done: Settled) -> Iterator[str]:
    """What was there changes only where something is found, or where that is to be mended."""
    found = {each.location.path for each in first.diagnostics}
    found |= {at.path for fix in done.applied for at in fix.solves}
    for fix in done.applied:
        elsewhere = {edit.path for edit in fix.edits} - found
        yield from (
            f"{path} has no finding"
            for path in elsewhere
            if path in first.project.files and posixpath.basename(path) != MENDED_IN.get(fix.code)
        )
    edited = {edit.path for fix in done.applied for edit in fix.edits}
    yield from (f"{path} is in no fix" for path in done.changed.keys() - edited)


def _of_files(files: Files, done: Settled) -> Iterator[str]:
    """The rest of a file is as it was."""
    for path, after in done.changed.items():
        before = files.get(path)
        if before is None:
            continue
        if _mark(before) != _mark(after) or not _line_ends(after) <= _line_ends(before) | {b"\n"}:
            yield f"{path} is written otherwise"
        if OF_COMMENTS.isdisjoint(fix.code for fix in done.applied):
            lost = _comments(path, before) - _comments(path, after)
            yield from (f"{path} lost {comment}" for comment in lost)


def _mark(data: bytes) -> bytes:
    return data[:3] if data.startswith(b"\xef\xbb\xbf") else data[:2] if data[:1] > b"\xfd" else b""


def _line_ends(data: bytes) -> set[bytes]:
    return set(re.findall(rb"\r\n|\r|\n", data))


def _comments(path: str, data: bytes) -> set[str]:
    text = text_of(path, data)
    if path.endswith(".py"):
        tokens = tokenize.generate_tokens(io.StringIO(text, newline=None).readline)
        return {each.string for each in tokens if each.type == tokenize.COMMENT}
    return set(
        re.findall(
            r"//[^\r\n]*|/\*.*?\*/" if path.endswith(".json") else r"(?m)^\s*#[^\r\n]*", text
        )
    )
