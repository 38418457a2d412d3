"""Fixing: what lint finds and fxpack can mend, written to the app's files or shown as a diff."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fxpack.app.lint import Chosen, chosen
from fxpack.edit.settle import Seen, Settled, settle
from fxpack.errors import FileError
from fxpack.model import Fix, Safety
from fxpack.read.tree import Overlay, Tree
from fxpack.settings import Flags


class Change(NamedTuple):
    """A file that fixing changes: its path, for people and on disk. `before` is None if it is new."""

    shown: str
    path: str
    before: bytes | None
    after: bytes


class Fixed(NamedTuple):
    """What fixing some apps came to.

    changes  in the order of the paths
    applied  code of a rule → how many of its findings were fixed
    refused  fixes that would have made something worse, each with its app: bugs of fxpack
    """

    changes: tuple[Change, ...]
    applied: Counter[str]
    refused: tuple[tuple[str, Fix], ...]


def fix(paths: Sequence[str], flags: Flags, cwd: str, *, unsafe: bool, write: bool) -> Fixed:
    """Fix the apps that paths stand for.

    unsafe  also with fixes that may change what the app does
    write   change the files; FileError where that fails, and then every file is whole
    """
    changes: list[Change] = []
    applied: Counter[str] = Counter()
    refused: list[tuple[str, Fix]] = []
    safeties: frozenset[Safety] = frozenset({"safe", "unsafe"} if unsafe else {"safe"})
    for each in chosen(paths, flags, cwd):
        tree = Tree(each.app.root)
        settled = _settled(tree, each, safeties)
        found = list(_changes(tree, each, settled))
        if write:
            for change in found:
                _write(change)
        changes += found
        for done in settled.applied:
            applied[done.code] += len(done.solves)
        refused += [(each.app.display, fix) for fix in settled.refused]
    return Fixed(tuple(sorted(changes)), applied, tuple(refused))


def _settled(tree: Tree, one: Chosen, safeties: frozenset[Safety]) -> Settled:
    from fxpack.judge import lint_project
    from fxpack.read.project import read_project

    local = one.settings.mode in {"local", "no-build"}

    def look(changed: dict[str, bytes]) -> Seen:
        files = Overlay(tree, changed)
        project = read_project(files, target=one.target, local=local)
        linted = lint_project(project, one.settings)
        if linted.crashes:
            raise linted.crashes[0]
        return Seen(project, linted.diagnostics)

    return settle(tree, look, safeties)


def _changes(tree: Tree, one: Chosen, settled: Settled) -> Iterator[Change]:
    for path, after in settled.changed.items():
        shown = os.path.normpath(os.path.join(one.app.display, path)).replace(os.sep, "/")
        before = tree.get(path)
        yield Change(shown, os.path.join(one.app.root, path), before, after)


def _write(change: Change) -> None:
    """Replace a file in one step, with its mode; a link leads to what is replaced."""
    target = os.path.realpath(change.path)
    beside = f"{target}.{os.getpid()}.tmp"
    try:
        if change.before is not None:
            with open(target, "rb") as file:
                if file.read() != change.before:
                    raise FileError(f"{change.shown} has changed meanwhile: run fxpack again")
        with open(beside, "xb") as file:
            file.write(change.after)
        if change.before is not None:
            os.chmod(beside, os.stat(target).st_mode & 0o7777)
        os.replace(beside, target)
    except OSError as error:
        if os.path.lexists(beside):
            os.unlink(beside)
        raise FileError(f"{change.shown} cannot be written: {error.strerror}") from None
