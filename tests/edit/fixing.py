"""Fixing an app in memory: what its files are afterwards, and what is still found."""

from __future__ import annotations

from collections.abc import Mapping

from fxpack.edit.settle import Seen, Settled, settle
from fxpack.judge import lint_project
from fxpack.model import Files, Safety, Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import overlay

BOTH: frozenset[Safety] = frozenset({"safe", "unsafe"})


def settled_files(
    files: Files,
    *,
    python: tuple[int, int] = (3, 12),
    settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot change
    safeties: frozenset[Safety] = BOTH,
) -> Settled:
    """An app as fixing leaves it."""

    def look(changed: dict[str, bytes]) -> Seen:
        project = read_project({**files, **changed}, target=Target(python=python))
        linted = lint_project(project, settings)
        assert not linted.crashes
        return Seen(project, linted.diagnostics, lint_project(project, Settings()).diagnostics)

    return settle(files, look, safeties)


def settled(
    *changes: Mapping[str, str],
    settings: Settings = Settings(),  # noqa: B008 - a named tuple cannot change
    safeties: frozenset[Safety] = BOTH,
) -> Settled:
    """The smallest clean app with files replaced, as fixing leaves it."""
    return settled_files(overlay(*changes), settings=settings, safeties=safeties)


def fixed(*changes: Mapping[str, str], **options: object) -> dict[str, str]:
    """The files that fixing changed; nothing may have been refused, and what is left is as found."""
    done = settled(*changes, **options)  # type: ignore[arg-type]
    assert not done.refused
    return {path: content.decode() for path, content in done.changed.items()}
