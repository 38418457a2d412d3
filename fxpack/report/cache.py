"""What there is to say of the cache."""

from __future__ import annotations

from collections.abc import Iterable

from fxpack.report import Span
from fxpack.report.plain_text import one_line
from fxpack.report.sizes import size_text

Row = tuple[str, int, int]
"""What it is called, how many there are, and their size."""


def kept(folder: str, rows: Iterable[Row]) -> list[Span]:
    """All that is there."""
    rows = list(rows)
    total = size_text(sum(size for _, _, size in rows))
    return [("path", one_line(folder)), ("", f": {total}\n"), *_table(rows)]


def pruned(folder: str, gone: Iterable[Row], stays: int) -> list[Span]:
    """What was removed.

    stays  the size of what was not
    """
    gone = list(gone)
    freed = size_text(sum(size for _, _, size in gone))
    return [
        ("path", one_line(folder)),
        ("", f": {freed} freed, {size_text(stays)} left\n"),
        *_table(gone),
    ]


def _table(rows: list[Row]) -> list[Span]:
    cells = [(f"{count:,}", name, size_text(size)) for name, count, size in rows if count]
    widths = [max((len(row[column]) for row in cells), default=0) for column in range(3)]
    return [
        ("", f"  {count:>{widths[0]}} {name:<{widths[1]}}  {size:>{widths[2]}}\n")
        for count, name, size in cells
    ]
