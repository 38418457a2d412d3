"""Sizes → rectangles that fill a larger one, as square as can be.

Source: Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.nouns import NamedTuple


class Rectangle(NamedTuple):
    """A part of the map, in its units."""

    x: float
    y: float
    width: float
    height: float


def treemap(sizes: Sequence[float], whole: Rectangle) -> list[Rectangle]:
    """A rectangle for each size, its area in proportion. Sizes are positive, the largest first."""
    if not sizes:
        return []
    scale = whole.width * whole.height / sum(sizes)
    areas = [size * scale for size in sizes]
    found: list[Rectangle] = []
    rest, start = whole, 0
    while start < len(areas):
        end = _row_end(areas, start, min(rest.width, rest.height))
        row = areas[start:end]
        found += _laid(row, rest)
        rest = _without(sum(row), rest)
        start = end
    return found


def _row_end(areas: Sequence[float], start: int, side: float) -> int:
    """Where a row along a side ends: one more would make its worst rectangle less square."""
    end, total = start + 1, areas[start]
    worst = _worst(areas[start], areas[start], total, side)
    while end < len(areas):
        total += areas[end]
        then = _worst(areas[start], areas[end], total, side)
        if then > worst:
            break
        end, worst = end + 1, then
    return end


def _worst(largest: float, smallest: float, total: float, side: float) -> float:
    """The ratio of the sides of the least square rectangle of a row."""
    if not smallest or not side:
        return 0.0
    square = side * side
    return max(square * largest / total**2, total**2 / (square * smallest))


def _laid(row: Sequence[float], rest: Rectangle) -> Iterator[Rectangle]:
    """The rectangles of a row, along the shorter side."""
    total = sum(row)
    at = 0.0
    for area in row:
        part = area / total if total else 0.0
        if rest.width >= rest.height:
            height = rest.height * part
            yield Rectangle(rest.x, rest.y + at, _depth(total, rest.height), height)
            at += height
        else:
            width = rest.width * part
            yield Rectangle(rest.x + at, rest.y, width, _depth(total, rest.width))
            at += width


def _without(total: float, rest: Rectangle) -> Rectangle:
    """What a row leaves."""
    if rest.width >= rest.height:
        depth = min(_depth(total, rest.height), rest.width)
        return rest._replace(x=rest.x + depth, width=rest.width - depth)
    depth = min(_depth(total, rest.width), rest.height)
    return rest._replace(y=rest.y + depth, height=rest.height - depth)


def _depth(total: float, side: float) -> float:
    return total / side if side else 0.0
