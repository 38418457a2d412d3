"""The nearest of some names, for "did you mean"; only called once something is found."""

from __future__ import annotations

from collections.abc import Iterable

_WHOLE = 3


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate most like `name`, "" where none is near.

    Letter case and `_` count little, and one that holds the other whole is near.
    """
    from difflib import get_close_matches

    folded = {_fold(candidate): candidate for candidate in candidates}
    word = _fold(name)
    holding = [
        each for each in folded if min(len(each), len(word)) >= _WHOLE and _holds(each, word)
    ]
    found = (
        get_close_matches(word, folded, n=1, cutoff=0.75)
        or (holding if len(holding) == 1 else [])
        or get_close_matches(word, folded, n=1, cutoff=0.5)
    )
    return folded[found[0]] if found else ""


def _holds(one: str, other: str) -> bool:
    return one in other or other in one


def _fold(name: str) -> str:
    return name.lower().replace("_", "")
