"""Fixing an app until nothing more changes, with nothing made worse.

Each round fixes what can be fixed at once, and looks again: a fix may open the way to the next, as
may two that touch the same text. What leaves more wrong than it found is taken back, and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from fxpack.edit import fixes
from fxpack.edit.apply import apart, apply
from fxpack.model import Diagnostic, Files, Fix, Project, Safety
from fxpack.nouns import NamedTuple
from fxpack.read.jsonpos import read
from fxpack.read.python.modules import Modules

MOST_ROUNDS = 20
"""No app needs that many; two fixers that undo each other would never end."""


class Seen(NamedTuple):
    """An app as it is at one moment, and what there is to say of it.

    diagnostics  what is to be fixed
    judged       what there may not be more of: also what nobody asked about
    """

    project: Project
    diagnostics: tuple[Diagnostic, ...]
    judged: tuple[Diagnostic, ...]


class Refused(NamedTuple):
    """A fix that would have made something worse: the codes of what there would be more of."""

    fix: Fix
    why: tuple[str, ...]


class Settled(NamedTuple):
    """What fixing came to.

    changed  path → content of the files that are not as they were
    applied  in order
    seen     the app as it would be
    rounds   how many of them changed something
    left     fixes of another safety that there would be
    """

    changed: dict[str, bytes]
    applied: tuple[Fix, ...]
    refused: tuple[Refused, ...]
    seen: Seen
    rounds: int = 0
    left: tuple[Fix, ...] = ()


def settle(
    files: Files,
    look: Callable[[dict[str, bytes]], Seen],
    safeties: frozenset[Safety],
    may_change: Callable[[str], bool] = lambda _: True,
) -> Settled:
    """Fix what can be fixed.

    files       the app as it is
    look        what there is to say of the app with these files changed
    safeties    which fixes are wanted
    may_change  whether a file may be changed
    """

    def is_possible(fix: Fix) -> bool:
        is_new = fix not in refused and _identity(fix) not in useless
        return is_new and all(may_change(edit.path) for edit in fix.edits)

    changed: dict[str, bytes] = {}
    applied: list[Fix] = []
    refused: dict[Fix, Refused] = {}
    useless: set[tuple[object, ...]] = set()
    seen = look(changed)
    rounds = 0
    while True:
        found = list(filter(is_possible, fixes(seen.project, seen.diagnostics)))
        wanted = [fix for fix in found if fix.safety in safeties]
        chosen = list(apart(wanted)) if rounds < MOST_ROUNDS else []
        done = _round(changed, chosen, seen, look)
        refused |= {each.fix: each for each in done.refused}
        if not done.applied:
            break
        rounds += 1
        applied += done.applied
        less = _codes(seen) - _codes(done.seen)
        useless |= {_identity(fix) for fix in done.applied if not less[fix.code]}
        changed, seen = done.changed, done.seen
    new = {path: new for path, new in changed.items() if files.get(path) != new}
    left = tuple(fix for fix in found if fix.safety not in safeties)
    return Settled(new, tuple(applied), tuple(refused.values()), seen, rounds, left)


def _round(
    changed: dict[str, bytes],
    chosen: Sequence[Fix],
    seen: Seen,
    look: Callable[[dict[str, bytes]], Seen],
) -> Settled:
    """Apply fixes together; where that makes something worse, those that do not, one by one."""
    if not chosen:
        return Settled(changed, (), (), seen)
    new = apply(seen.project.files, chosen)
    after = {**changed, **new}
    then = look(after)
    why = tuple(dict.fromkeys((*_worse(seen, then, new), *_for_nothing(seen, then, chosen))))
    if not why:
        return Settled(after, tuple(chosen), (), then)
    if len(chosen) == 1:
        return Settled(changed, (), (Refused(chosen[0], why),), seen)
    first, rest = chosen[: len(chosen) // 2], chosen[len(chosen) // 2 :]
    one = _round(changed, first, seen, look)
    # the rest was made for the text as it was: what it can still do comes in the next round
    two = _round(changed, rest, seen, look) if not one.applied else None
    refused = (*one.refused, *(two.refused if two else ()))
    return (two if two and two.applied else one)._replace(refused=refused)


def _worse(before: Seen, after: Seen, changed: Collection[str]) -> Iterator[str]:
    """The codes of what there is more of, where something is worse.

    An error may hide another of the same function, which is refused as before.
    """
    known, errors = _errors(before), _errors(after)
    concerned = {_concerned(each) for each in known}
    yield from sorted({each.code for each in errors if _concerned(each) not in concerned})
    if len(errors) > len(known) or len(after.judged) > len(before.judged):
        yield from sorted(_codes(after) - _codes(before))
    # files that nothing loads have no findings
    for path in sorted(changed):
        if _is_broken(path, after.project) and not _is_broken(path, before.project):
            yield "FX206" if path.endswith(".py") else "FX101"


def _for_nothing(before: Seen, after: Seen, chosen: Sequence[Fix]) -> Iterator[str]:
    """The codes of what there is more of, where a fix did not help.

    What the others mend would make up for what it brings.
    """
    less = _codes(before) - _codes(after)
    if not all(less[fix.code] for fix in chosen):
        yield from sorted(_codes(after) - _codes(before))


def _identity(fix: Fix) -> tuple[object, ...]:
    """What a fix is known by that would be made again after it has changed nothing."""
    return fix.code, fix.title, fix.solves


def _concerned(error: Diagnostic) -> tuple[str, str]:
    """What an error keeps from loading: a function; else it is known by its code alone."""
    return ("", error.function) if error.function else (error.code, "")


def _errors(seen: Seen) -> list[Diagnostic]:
    return [each for each in seen.judged if each.severity == "error"]


def _codes(seen: Seen) -> Counter[str]:
    return Counter(each.code for each in seen.judged)


def _is_broken(path: str, project: Project) -> bool:
    """Whether a file is there and cannot be parsed."""
    if path not in project.files:
        return False
    if path.endswith(".py"):
        return Modules(project.files, project.target.python).module(path) is None
    if path.endswith(".json"):
        return read(path, project.files[path], "").value is None
    return False
