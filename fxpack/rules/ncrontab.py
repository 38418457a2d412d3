"""NCRONTAB expressions as the library NCrontab reads them: five fields, or six with seconds."""

from __future__ import annotations

MONTHS = "january february march april may june july august september october november december"
DAYS = "sunday monday tuesday wednesday thursday friday saturday"
FIELDS = (
    ("second", 0, 59, ()),
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, tuple(MONTHS.split())),
    ("day of the week", 0, 6, tuple(DAYS.split())),
)


def fault(expression: str) -> str:
    """What is wrong with an expression; "" where nothing is."""
    fields = expression.split()
    if len(fields) not in {5, 6}:
        count = f"{len(fields)} field" + "s" * (len(fields) != 1)
        return f"has {count}; an NCRONTAB expression has 5, or 6 with seconds"
    for field, (kind, low, high, names) in zip(fields, FIELDS[-len(fields) :], strict=True):
        for part in field.split(","):
            if not _is_part(part, low, high, names):
                shown = f'"{part}" in "{field}"' if part != field else f'"{field}"'
                or_names = f" or {names[0][:3]} to {names[-1][:3]}" if names else ""
                return f"has {shown} as {kind}, which takes {low} to {high}{or_names}, * and steps"
    return ""


def _is_part(part: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    """Whether `*`, a value or a range, with or without a step, is one that the field takes."""
    base, slash, step = part.partition("/")
    if slash and not _digits(step.removeprefix("-").removeprefix("+")):
        return False
    if base == "*":
        return True
    first, dash, last = base.partition("-")
    return _is_value(first, low, high, names) and (not dash or _is_value(last, low, high, names))


def _is_value(text: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    """Whether a text is a number in the range, or how one of the names begins."""
    if _digits(text):
        return low <= int(text) <= high
    return bool(text) and any(name.startswith(text.lower()) for name in names)


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
