"""Fixing: what lint finds and fxpack can mend, written to the app's files or shown as a diff."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from fxpack.app.chosen import Chosen, chosen
from fxpack.app.supplied import Supplied
from fxpack.atomic import replacing
from fxpack.edit.settle import Refused, Seen, Settled, settle
from fxpack.errors import FileError
from fxpack.model import Diagnostic, Safety
from fxpack.nouns import NamedTuple
from fxpack.read.tree import Overlay, Snapshot, Tree, is_inside
from fxpack.settings import Flags

Wanted = Callable[[tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]


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
    refused  fixes that would have made something worse, each with its app
    left     how many findings have a fix that is for someone to look at
    """

    changes: tuple[Change, ...]
    applied: Counter[str]
    refused: tuple[tuple[str, Refused], ...]
    left: int


def fix(
    paths: Sequence[str],
    flags: Flags,
    cwd: str,
    *,
    unsafe: bool,
    write: bool,
    baseline: str | None = None,
) -> Fixed:
    """Fix the apps that paths stand for.

    unsafe    also with fixes that may change what the app does
    write     change the files of all apps; FileError where that fails, and then every file is whole
    baseline  the file whose findings are let be
    """
    changes: dict[str, Change] = {}
    applied: Counter[str] = Counter()
    refused: list[tuple[str, Refused]] = []
    left = 0
    safeties: frozenset[Safety] = frozenset({"safe", "unsafe"} if unsafe else {"safe"})
    # settings are read before anything else: what is wrong with the last app's ends it
    for each in list(chosen(paths, flags, cwd)):
        tree = Snapshot(each.app.root)
        settled = _settled(each, tree, safeties, _wanted(baseline, cwd, each))
        changes |= _changes(each, tree, settled)
        for done in settled.applied:
            applied[done.code] += len(done.solves)
        refused += [(each.app.display, fix) for fix in settled.refused]
        left += sum(len(fix.solves) for fix in settled.left)
    found = tuple(sorted(changes.values()))
    if write:
        _write_all(found)
    return Fixed(found, applied, tuple(refused), left)


def _wanted(baseline: str | None, cwd: str, one: Chosen) -> Wanted:
    """Which of an app's findings are to be fixed: those that a baseline does not know."""
    if baseline is None:
        return lambda found: found
    from fxpack.app.baseline import Applied

    def new(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        shown = [os.path.join(one.app.display, each.location.path) for each in found]
        named = {
            each._replace(location=each.location._replace(path=os.path.normpath(path))): each
            for each, path in zip(found, shown, strict=True)
        }
        left = Applied(baseline, cwd).left(tuple(named), one.app.root)
        return tuple(named[each] for each in left)

    return new


def _settled(one: Chosen, tree: Tree, safeties: frozenset[Safety], wanted: Wanted) -> Settled:
    from fxpack.judge import lint_project
    from fxpack.read.project import read_project

    local = one.settings.mode in {"local", "no-build"}
    wheels = Supplied(one.app.root, one.target).wheels
    every = one.settings._replace(select=(), ignore=(), per_file_ignores=())
    is_all = every == one.settings

    def look(changed: dict[str, bytes]) -> Seen:
        files = Overlay(tree, changed)
        project = read_project(files, target=one.target, local=local, wheels=wheels)
        linted = lint_project(project, one.settings)
        if linted.crashes:
            raise linted.crashes[0]
        judged = linted if is_all else lint_project(project, every)
        return Seen(project, wanted(linted.diagnostics), judged.diagnostics)

    return settle(tree, look, safeties, lambda path: is_own(tree, path))


def is_own(tree: Tree, path: str) -> bool:
    """Whether a file of an app's tree belongs to no other: no link leads out to it."""
    folder = "/".join(path.split("/")[:2]) if path.startswith("../") else "."
    real = os.path.realpath(os.path.join(tree.root, path))
    return is_inside(real, os.path.realpath(os.path.join(tree.root, folder)))


def _changes(one: Chosen, tree: Tree, settled: Settled) -> dict[str, Change]:
    """Real path → what changes there. FileError where two names of one file ask for two texts."""
    changes: dict[str, Change] = {}
    for path, after in settled.changed.items():
        shown = os.path.normpath(os.path.join(one.app.display, path)).replace(os.sep, "/")
        real = os.path.realpath(os.path.join(tree.root, path))
        change = Change(shown, real, tree.get(path), after)
        other = changes.get(real, change)
        if other.after != after:
            raise FileError(f"{other.shown} and {shown} are one file, and are fixed by hand")
        # a patch takes the name of the file, and not that of a link to it
        changes[real] = other if os.path.islink(os.path.join(tree.root, path)) else change
    return changes


# -- writing --------------------------------------------------------------------------------------


def _write_all(changes: Sequence[Change]) -> None:
    """Write all, or nothing where it is known before that one of them cannot be written.

    FileError where one cannot be written, or is no more what was read.
    """
    with ExitStack() as written:
        # the last one takes its place first, and what is new is to: a run that ends there is then
        # made good by the next
        for change in sorted(changes, key=lambda each: each.before is None):
            written.enter_context(_replaced(change))
        for change in changes:
            _check(change)


@contextmanager
def _replaced(change: Change) -> Iterator[None]:
    """A file is beside its place until the block ends, with the mode and the owner of the old."""
    _check(change)
    try:
        with replacing(change.path) as beside:
            with open(beside, "xb") as file:
                file.write(change.after)
            if change.before is not None:
                status = os.stat(change.path)
                os.chmod(beside, status.st_mode & 0o7777)
                with suppress(OSError, AttributeError):
                    os.chown(beside, status.st_uid, status.st_gid)
            yield
            _check(change)
    except OSError as error:
        raise _unwritable(change, error) from None


def _check(change: Change) -> None:
    """FileError where a file is no more what was read, or may not be written."""
    try:
        if change.before is None:
            if os.path.lexists(change.path):
                raise FileError(f"{change.shown} has been made meanwhile: run fxpack again")
        else:
            with open(change.path, "r+b") as file:
                if file.read() != change.before:
                    raise FileError(f"{change.shown} has changed meanwhile: run fxpack again")
    except OSError as error:
        raise _unwritable(change, error) from None


def _unwritable(change: Change, error: OSError) -> FileError:
    return FileError(f"{change.shown} cannot be written: {error.strerror or error}")
