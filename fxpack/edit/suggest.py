"""Fixes as outputs show them: lines and columns in place of bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from fxpack.edit import fixes
from fxpack.edit.text import text_of
from fxpack.model import (
    Diagnostic,
    Edit,
    Files,
    Fix,
    Location,
    Project,
    Replacement,
    Suggestion,
)


def suggestions(
    project: Project, diagnostics: Iterable[Diagnostic], may_change: Callable[[str], bool]
) -> Mapping[tuple[str, Location], Suggestion]:
    """Code and place of each finding that can be mended → how. RuleCrash for a bug in a fixer.

    may_change  whether a file may be changed
    """
    found: dict[tuple[str, Location], Suggestion] = {}
    for fix in fixes(project, diagnostics):
        if all(may_change(edit.path) for edit in fix.edits):
            suggestion = suggestion_of(fix, project.files)
            for at in fix.solves:
                found.setdefault((fix.code, at), suggestion)
    return found


def suggestion_of(fix: Fix, files: Files) -> Suggestion:
    """A fix with lines and columns."""
    return Suggestion(fix.title, fix.safety, tuple(_replacement(each, files) for each in fix.edits))


def _replacement(edit: Edit, files: Files) -> Replacement:
    text = text_of(edit.path, files)
    if text is None:
        return Replacement(Location(edit.path), edit.new.decode())
    return Replacement(text.location(edit), text.new(edit))
