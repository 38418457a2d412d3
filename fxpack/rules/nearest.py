"""The nearest of some names, for "did you mean"; only called once something is found."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate most like `name`, "" where none is near; letter case and `_` count little."""
    from difflib import get_close_matches

    folded = {_fold(candidate): candidate for candidate in candidates}
    if _fold(name) in folded:
        return folded[_fold(name)]
    found = get_close_matches(_fold(name), folded, n=1, cutoff=0.5)
    return folded[found[0]] if found else ""


def _fold(name: str) -> str:
    return name.lower().replace("_", "")
