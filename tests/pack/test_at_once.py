from __future__ import annotations

import threading
from threading import Event

import pytest

from fxpack.pack.at_once import Stopped, at_once


@pytest.mark.parametrize("threads", [1, 3, 50])
def test_results_come_in_the_order_of_the_items(threads: int) -> None:
    items = list(range(200))
    assert at_once(lambda item, stop: item * 2, items, threads) == [item * 2 for item in items]
    assert at_once(lambda item, stop: item, [], threads) == []


def test_work_that_waits_is_done_side_by_side() -> None:
    together = threading.Barrier(5)
    assert at_once(lambda item, stop: together.wait(10) >= 0, range(5), 5) == [True] * 5


def test_the_first_error_stops_the_rest() -> None:
    begun = []

    def work(item: int, stop: Event) -> int:
        begun.append(item)
        if item == 1:
            raise ValueError("one")
        if stop.wait(30):
            raise Stopped
        return item

    with pytest.raises(ValueError, match="one"):
        at_once(work, range(100), 3)
    assert len(begun) <= 4


def test_whoever_interrupts_is_not_kept_waiting() -> None:
    seen = Event()

    def work(item: int, stop: Event) -> int:
        if item == 0:
            raise KeyboardInterrupt
        stop.wait(30)
        seen.set()
        return item

    with pytest.raises(KeyboardInterrupt):
        at_once(work, range(2), 2)
    assert seen.wait(10)
