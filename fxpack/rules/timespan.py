"""Whether .NET takes a text for a length of time, and how to say what it takes."""

from __future__ import annotations

WANTED = 'hh:mm:ss, such as "00:00:30"'
MAX_DAYS = 10_675_199
LONGEST = 100
_SHAPE = r"\s*-?(?:([0-9]+)\.)?([0-9]+(?::[0-9]+){0,3})(?:\.[0-9]{1,7})?\s*"


def is_timespan(text: str) -> bool:
    """Whether TimeSpan.TryParse takes a text: `d`, `hh:mm`, `hh:mm:ss`, `d.hh:mm:ss` and the like.

    Where the first of three numbers is over 23 they are days, hours and minutes: `24:00:00` is
    24 days. The fraction of a second counts wherever it is written.
    """
    import re

    found = re.fullmatch(_SHAPE, text, re.ASCII) if len(text) <= LONGEST else None
    if found is None:
        return False
    days, rest = found.groups()
    parts = [int(part) for part in rest.split(":")]
    if days is not None:
        return _fits([int(days), *parts])
    return _fits(parts) or _fits([0, *parts])


def _fits(parts: list[int]) -> bool:
    """Whether numbers are days, hours, minutes and seconds, the last of them left out or not."""
    limits = (MAX_DAYS, 23, 59, 59)
    return len(parts) <= len(limits) and all(map(int.__le__, parts, limits))
