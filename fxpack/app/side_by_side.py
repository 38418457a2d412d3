"""Work on several apps at a time, each in another process: what computes cannot share one Python."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8
"""So many processes at once, however many processors there are."""

_SIGNALS = {signal.SIGINT, signal.SIGTERM}


def processors() -> int:
    """How many processes can compute at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def side_by_side(
    work: Callable[[Item], Result], items: Sequence[Item], most: int | None = None
) -> Generator[Result, None, None]:
    """What the work makes of each item, in their order.

    The work, the items and what it makes of them are such that pickle takes them. An item of which no
    answer comes, because the work raised something, or its process was killed or could not be
    started, is worked on again in this process: so errors are raised here, in the order of the items.

    Closing the generator ends the processes, by a SystemExit in the work they are at. They end as
    well when this process is gone.
    """
    count = min(len(items), MOST, processors() if most is None else most)
    if count < 2:
        yield from map(work, items)
        return
    crew = _Crew(work, items)
    try:
        crew.start(count)
        for number, item in enumerate(items):
            crew.wait_for(number)
            yield crew.answers.pop(number) if number in crew.answers else work(item)
    finally:
        crew.end()


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


class _Crew(Generic[Item, Result]):
    """The processes, what each of them is at, and what has come of it."""

    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> None:
        self.work = work
        self.items = items
        self.todo = list(reversed(range(len(items))))
        self.busy: dict[Connection, int] = {}
        self.workers: list[_Worker] = []
        self.answers: dict[int, Result] = {}

    def start(self, count: int) -> None:
        """Start processes and give each its first item."""
        context = _context()
        for _ in range(count):
            try:
                with _unheard():
                    worker = _started(context, self.work)
                    self.workers.append(worker)
            except OSError:
                # no more processes or files: those that run do the work, or this one does
                return
            self._give(worker.pipe)

    def wait_for(self, number: int) -> None:
        """Wait until there is an answer for an item, or nobody is at it any more."""
        from multiprocessing.connection import wait

        while number in self.busy.values():
            for pipe in wait(list(self.busy)):
                self._take(cast("Connection", pipe))

    def _take(self, pipe: Connection) -> None:
        number = self.busy.pop(pipe)
        try:
            answer = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        # an answer that cannot be read is none: the item is worked on again
        with suppress(Exception):
            self.answers[number] = pickle.loads(answer)  # noqa: S301 - our own process made it
        self._give(pipe)

    def _give(self, pipe: Connection) -> None:
        if self.todo:
            number = self.todo.pop()
            try:
                pipe.send(self.items[number])
            except OSError:
                return
            self.busy[pipe] = number

    def end(self) -> None:
        """End the processes, whatever they are at, and wait until they are gone."""
        for worker in self.workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join()
            worker.process.close()


def _context() -> ForkContext | SpawnContext:
    """How processes begin: as copies of this one, with all that is loaded, where that is safe."""
    import threading
    from multiprocessing import get_context

    if sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("spawn")


def _started(context: ForkContext | SpawnContext, work: Callable[[Item], Result]) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, ours, work), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _unheard() -> Iterator[None]:
    """Signals wait, also those to a process that begins meanwhile: until it hears them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, other_end: Connection, work: Callable[[Item], Result]) -> None:
    """What a process does: work on what comes through the pipe, until nobody is at its other end."""
    other_end.close()
    signal.signal(signal.SIGTERM, _end)
    if sys.platform != "win32":
        # Ctrl-C comes to all processes: the first one hears it, and ends the others
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send_bytes(_answer(work, pipe.recv()))


def _answer(work: Callable[[Item], Result], item: Item) -> bytes:
    """The answer as pickle writes it; empty where there is none."""
    try:
        return pickle.dumps(work(item))
    except Exception:  # noqa: BLE001 - the same is raised where the item is worked on again
        return b""


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)
