"""The map of sizes: all of the room, no two on the same place, areas in proportion."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.report.treemap import Rectangle, treemap

WHOLE = Rectangle(0, 0, 600, 400)


def test_nothing() -> None:
    assert treemap([], WHOLE) == []


def test_one_takes_all() -> None:
    assert treemap([7], WHOLE) == [pytest.approx(WHOLE)]


def test_the_example_of_its_inventors() -> None:
    """Figure 4 of the paper: the first rows of 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4."""
    found = treemap([6, 6, 4, 3, 2, 2, 1], Rectangle(0, 0, 6, 4))
    assert found[:2] == [Rectangle(0, 0, 3, 2), Rectangle(0, 2, 3, 2)]
    assert found[2] == pytest.approx(Rectangle(3, 0, 12 / 7, 7 / 3))


SIZES = st.lists(st.integers(1, 10**12), min_size=1, max_size=40).map(
    lambda sizes: sorted(sizes, reverse=True)
)
SIDES = st.floats(1, 5000)


@given(SIZES, SIDES, SIDES)
def test_areas_are_in_proportion_and_inside(sizes: list[int], width: float, height: float) -> None:
    whole = Rectangle(0, 0, width, height)
    found = treemap(sizes, whole)
    for size, each in zip(sizes, found, strict=True):
        expected = size / sum(sizes) * width * height
        # what is left for the last ones is a difference of large numbers
        assert each.width * each.height == pytest.approx(
            expected, rel=1e-6, abs=width * height / 1e5
        )
        assert each.x >= 0
        assert each.y >= 0
        assert each.x + each.width <= width * (1 + 1e-5)
        assert each.y + each.height <= height * (1 + 1e-5)


@given(SIZES)
def test_no_two_are_on_the_same_place(sizes: list[int]) -> None:
    for one, other in combinations(treemap(sizes, WHOLE), 2):
        wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
        assert min(wide, high) < 1e-2
