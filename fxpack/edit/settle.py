"""Fixing an app until nothing more changes, with nothing made worse.

Each round fixes what can be fixed at once, and looks again: a fix may open the way to the next, as
may two that touch the same text. What leaves more wrong than it found is a bug of its fixer: it is
taken back, and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fxpack.edit import fixes
from fxpack.edit.apply import apart, apply
from fxpack.model import Diagnostic, Files, Fix, Project, Safety

MOST_ROUNDS = 20
"""No app needs that many; two fixers that undo each other would never end."""


class Seen(NamedTuple):
    """An app as it is at one moment, and what there is to say of it."""

    project: Project
    diagnostics: tuple[Diagnostic, ...]


class Settled(NamedTuple):
    """What fixing came to.

    changed  path → content of the files that are not as they were
    applied  in order
    refused  fixes that would have made something worse
    seen     the app as it would be
    """

    changed: dict[str, bytes]
    applied: tuple[Fix, ...]
    refused: tuple[Fix, ...]
    seen: Seen


def settle(
    files: Files,
    look: Callable[[dict[str, bytes]], Seen],
    safeties: frozenset[Safety],
) -> Settled:
    """Fix what can be fixed.

    files     the app as it is
    look      what there is to say of the app with these files changed
    safeties  which fixes are wanted
    """
    changed: dict[str, bytes] = {}
    applied: list[Fix] = []
    refused: list[Fix] = []
    seen = look(changed)
    for _ in range(MOST_ROUNDS):
        wanted = [fix for fix in fixes(*seen) if fix.safety in safeties and fix not in refused]
        done = _round(changed, list(apart(wanted)), seen, look)
        refused += done.refused
        if not done.applied:
            break
        applied += done.applied
        changed, seen = done.changed, done.seen
    same = {path for path, new in changed.items() if path in files and files[path] == new}
    left = {path: new for path, new in changed.items() if path not in same}
    return Settled(left, tuple(applied), tuple(refused), seen)


def _round(
    changed: dict[str, bytes],
    chosen: Sequence[Fix],
    seen: Seen,
    look: Callable[[dict[str, bytes]], Seen],
) -> Settled:
    """Apply fixes together; where that makes something worse, those that do not, one by one."""
    if not chosen:
        return Settled(changed, (), (), seen)
    after = {**changed, **apply(seen.project.files, chosen)}
    then = look(after)
    if not is_worse(seen, then):
        return Settled(after, tuple(chosen), (), then)
    if len(chosen) == 1:
        return Settled(changed, (), tuple(chosen), seen)
    first, rest = chosen[: len(chosen) // 2], chosen[len(chosen) // 2 :]
    one = _round(changed, first, seen, look)
    # the rest was made for the text as it was: what it can still do comes in the next round
    two = _round(changed, rest, seen, look) if not one.applied else None
    refused = (*one.refused, *(two.refused if two else ()))
    return (two if two and two.applied else one)._replace(refused=refused)


def is_worse(before: Seen, after: Seen) -> bool:
    """Whether there is an error that was not there, or more to say in all."""
    if len(after.diagnostics) > len(before.diagnostics):
        return True
    return bool(_errors(after) - _errors(before))


def _errors(seen: Seen) -> Counter[str]:
    return Counter(each.code for each in seen.diagnostics if each.severity == "error")
