"""How far a build is: bars on a terminal, a line a stage elsewhere. All of it goes to stderr."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fxpack.artifact import Progress, Silent
from fxpack.cli.output import note
from fxpack.report.sizes import size_text

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def end_by_sigterm() -> None:
    """Let SIGTERM end fxpack as Ctrl-C does: what it runs ends with it, and nothing half stays."""
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """Who shows the progress: nobody, a terminal, or a log."""
    if quiet:
        yield Silent()
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Lines()
    else:
        with _bars() as bars:
            yield Terminal(bars)


class Lines:
    """A line for each stage: what a log of CI can show."""

    def stage(self, name: str, total: int | None = None) -> None:
        note(name if total is None else f"{name} {size_text(total)}", kind="progress")

    def advance(self, amount: int) -> None: ...

    def say(self, text: str) -> None:
        note(text)


class Terminal:
    """A bar for each stage, painted by rich."""

    def __init__(self, bars: Bars) -> None:
        self.bars = bars
        self.task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        if self.task is not None:
            self.bars.remove_task(self.task)
        self.task = self.bars.add_task(name, total=total)

    def advance(self, amount: int) -> None:
        if self.task is not None:
            self.bars.advance(self.task, amount)

    def say(self, text: str) -> None:
        self.bars.console.print(f"fxpack: note: {text}", markup=False, highlight=False)


def _bars() -> Bars:
    """Spinner, stage, and, once there is something to count, a bar and how much is done."""
    from rich.console import Console, RenderableType
    from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, Task, TextColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    bar = BarColumn()

    class KnownBar(ProgressColumn):
        def render(self, task: Task) -> RenderableType:
            return bar.render(task) if task.total else ""

    class Amount(ProgressColumn):
        def render(self, task: Task) -> Text:
            done = size_text(int(task.completed)) if task.completed else ""
            return Text(f"{done} of {size_text(int(task.total))}" if task.total else done)

    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        KnownBar(),
        Amount(),
        console=Console(stderr=True),
        transient=True,
    )
