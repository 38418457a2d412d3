"""Edits → new contents: several fixes at once, as far as they do not overlap."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from fxpack.model import Edit, Files, Fix


def apply(files: Files, fixes: Iterable[Fix]) -> dict[str, bytes]:
    """Path → content of all files that the fixes change. They must not overlap."""
    by_path: dict[str, set[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            by_path.setdefault(edit.path, set()).add(edit)
    return {path: _edited(files.get(path, b""), sorted(edits)) for path, edits in by_path.items()}


def _edited(content: bytes, edits: Sequence[Edit]) -> bytes:
    parts, after = [], 0
    for edit in edits:
        parts += [content[after : edit.start], edit.new]
        after = edit.end
    return b"".join((*parts, content[after:]))


def apart(fixes: Iterable[Fix]) -> Iterator[Fix]:
    """As many of the fixes, the first ones first, as can be applied at once.

    Two may share an edit that is the same in both, such as an import that both need.
    """
    taken: dict[str, list[Edit]] = {}
    for fix in fixes:
        if all(_fits(edit, taken.get(edit.path, ())) for edit in fix.edits):
            for edit in fix.edits:
                insort(taken.setdefault(edit.path, []), edit)
            yield fix


def _fits(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit is one of those, in order, or overlaps none of them."""
    at = bisect_left(taken, edit)
    if at < len(taken) and taken[at] == edit:
        return True
    before, after = taken[max(at - 1, 0) : at], taken[at : at + 1]
    return all(_ends_before(one, edit) for one in before) and all(
        _ends_before(edit, one) for one in after
    )


def _ends_before(one: Edit, other: Edit) -> bool:
    """Whether an edit ends before another; what is put in between two has no order with either."""
    if one.start == one.end or other.start == other.end:
        return one.end < other.start
    return one.end <= other.start
