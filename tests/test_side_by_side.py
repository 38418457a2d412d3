"""Work in several processes: the same answers, errors and order as in one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import fxpack.app.side_by_side as module
from fxpack.app.side_by_side import side_by_side
from fxpack.errors import RuleCrash


def doubled(number: int) -> int:
    # the later, the sooner: answers come in another order than they are wanted
    time.sleep((5 - number % 5) / 100)
    return number * 2


def not_seven(number: int) -> int:
    if number == 7:
        raise ValueError(number)
    return number


def killed(parent: int, number: int) -> int:
    if number == 3 and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def unsayable(number: int) -> Callable[[], int]:
    return lambda: number


def unreadable(number: int) -> RuleCrash:
    return RuleCrash("FX101", str(number), ValueError())


def who(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


@pytest.fixture(params=["fork", "spawn"], autouse=True)
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which processes begin."""
    if request.param == "fork" and module._context().get_start_method() != "fork":
        pytest.skip("processes are copied only on Linux, and only where there are no threads")
    if request.param == "spawn":
        from multiprocessing import get_context

        monkeypatch.setattr(module, "_context", lambda: get_context("spawn"))
        # a process that begins anew has to find the functions of this file
        monkeypatch.setattr(sys, "path", [*sys.path, str(Path(__file__).parents[1])])
    return str(request.param)


def test_in_order() -> None:
    assert list(side_by_side(doubled, range(12), 3)) == [number * 2 for number in range(12)]


def test_in_other_processes() -> None:
    found = set(side_by_side(who, range(6), 3))
    assert len(found) > 1
    assert os.getpid() not in found


@pytest.mark.parametrize(("count", "most"), [(5, 1), (1, 4), (0, 4)])
def test_not_worth_a_process(count: int, most: int) -> None:
    assert list(side_by_side(who, range(count), most)) == [os.getpid()] * count


def test_errors_are_raised_here_and_in_turn() -> None:
    answers = side_by_side(not_seven, range(12), 2)
    assert [next(answers) for _ in range(7)] == list(range(7))
    with pytest.raises(ValueError, match="7"):
        next(answers)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on Windows")
def test_a_process_that_was_killed() -> None:
    assert list(side_by_side(partial(killed, os.getpid()), range(9), 2)) == list(range(9))
    alone = partial(killed, os.getpid())
    assert list(side_by_side(alone, [3, 3, 3, 3], 2)) == [3] * 4, "all were killed"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal on Windows")
def test_ctrl_c_before_a_process_knows_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It comes to all processes, also to those that have just begun: only the first one ends."""
    from multiprocessing import util

    begin = util._run_after_forkers  # type: ignore[attr-defined]

    def interrupted() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        begin()

    monkeypatch.setattr(util, "_run_after_forkers", interrupted)
    assert list(side_by_side(doubled, range(6), 3)) == [number * 2 for number in range(6)]
    assert capfd.readouterr().err == ""


def test_answers_that_cannot_be_told() -> None:
    assert [answer() for answer in side_by_side(unsayable, range(4), 2)] == list(range(4))
    assert [answer.app for answer in side_by_side(unreadable, range(4), 2)] == list("0123")


def test_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing.process import BaseProcess

    def no(_: BaseProcess) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(BaseProcess, "start", no)
    assert set(side_by_side(who, range(3), 2)) == {os.getpid()}


def test_closing_ends_them() -> None:
    from multiprocessing import active_children

    answers = side_by_side(time.sleep, [0, 60, 60], 2)
    next(answers)
    assert len(active_children()) == 2
    answers.close()
    assert not active_children()


SLEEPERS = """
import sys, time
import fxpack.app.side_by_side as module
if sys.argv[1] == "spawn":
    from multiprocessing import get_context
    module._context = lambda: get_context("spawn")
def main():
    answers = module.side_by_side(time.sleep, [0, *map(float, sys.argv[2:])], 3)
    next(answers)
    print("begun", flush=True)
    next(answers)
if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals on Windows")
@pytest.mark.parametrize(
    ("sent", "seconds"), [(signal.SIGINT, "60"), (signal.SIGTERM, "1"), (signal.SIGKILL, "1")]
)
def test_none_stays_behind(tmp_path: Path, start: str, sent: signal.Signals, seconds: str) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS)
    command = [sys.executable, str(script), start, *[seconds] * 3]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(sent)
        # its streams end when the last process that has them does
        _, err = process.communicate(timeout=30)
    # Ctrl-C is said once, by the first one
    assert err.count("Traceback") == (sent == signal.SIGINT), err
