"""Work that waits more than it computes, many pieces at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

THREADS = 16
PATIENCE = 1.0
"""So many seconds are given to the rest of the work after an error."""


class Stopped(Exception):
    """The rest of the work is not needed any more."""


def at_once(
    work: Callable[[Item, Event], Result], items: Sequence[Item], threads: int = THREADS
) -> list[Result]:
    """What the work makes of each item, in their order; they are begun in that order too.

    The work is given an event: once it is set, the work shall end soon, by raising Stopped. The first
    error is raised; Ctrl-C is not kept waiting: the threads are such that Python ends without them.
    """
    todo: SimpleQueue[int] = SimpleQueue()
    done: SimpleQueue[tuple[int, Result | BaseException]] = SimpleQueue()
    stop = Event()

    def worker() -> None:
        while not stop.is_set():
            try:
                number = todo.get_nowait()
            except Empty:
                return
            try:
                done.put((number, work(items[number], stop)))
            except BaseException as error:  # noqa: BLE001 - raised where they are waited for
                done.put((number, error))

    for number in range(len(items)):
        todo.put(number)
    crew = [Thread(target=worker, daemon=True) for _ in range(min(threads, len(items)))]
    for thread in crew:
        thread.start()
    try:
        return _collected(done, len(items))
    except Exception:
        stop.set()
        for thread in crew:
            thread.join(PATIENCE / len(crew))
        raise
    finally:
        stop.set()


def _collected(done: SimpleQueue[tuple[int, Result | BaseException]], many: int) -> list[Result]:
    results: dict[int, Result] = {}
    while len(results) < many:
        try:
            # Windows hears of Ctrl-C only between waits.
            number, result = done.get(timeout=0.2)
        except Empty:
            continue
        if isinstance(result, BaseException):
            raise result
        results[number] = result
    return [results[number] for number in range(many)]
