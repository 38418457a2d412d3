"""Other programs, run to their end: the one place that starts any."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from fxpack.errors import DependencyError, FileError
from fxpack.nouns import NamedTuple


class Completed(NamedTuple):
    """What a program left behind. Its output is text, whatever bytes it wrote."""

    code: int
    stdout: str
    stderr: str


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | None = None,
    timeout: float | None = None,
    input: bytes | None = None,  # noqa: A002 - as subprocess calls it
) -> Completed:
    """Run a program to its end, whatever its exit code.

    command   must hold no secrets: everyone on the machine can read it while the program runs
    env       all of its environment; fxpack's own without it
    timeout   in seconds
    input     what it reads from its standard input, which is empty otherwise

    The program and all that it starts are killed when this is interrupted or takes too long.
    Raises FileError where it cannot be started, DependencyError when the time is up.
    """
    process = _start(command, env, cwd, subprocess.DEVNULL if input is None else subprocess.PIPE)
    try:
        out, err = process.communicate(input, timeout)
    except subprocess.TimeoutExpired:
        _kill(process)
        name = os.path.basename(command[0])
        raise DependencyError(
            f"{name} did not end within {timeout:g} seconds and was stopped: try again"
        ) from None
    except BaseException:
        _kill(process)
        raise
    return Completed(process.returncode, _text(out), _text(err))


def temporary_in(folder: str) -> dict[str, str]:
    """What of its environment has a program put its temporary files into a folder.

    A program that is killed does not remove them; who owns the folder does.
    """
    return dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)


def _start(
    command: Sequence[str], env: Mapping[str, str] | None, cwd: str | None, stdin: int
) -> subprocess.Popen[bytes]:
    # A group of its own: whoever ends it ends its children too, and Ctrl-C comes to us alone.
    windows = sys.platform == "win32"
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    try:
        return subprocess.Popen(  # noqa: S603 - no shell
            list(command),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            cwd=cwd,
            creationflags=flags,
            start_new_session=not windows,
        )
    except OSError as error:
        what = cwd if cwd is not None and not os.path.isdir(cwd) else command[0]
        raise FileError(
            f"{what}: cannot be run or entered ({error.strerror}); where it is missing, "
            "install it, or fxpack anew"
        ) from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and its children, and wait until it is gone."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
        process.kill()
    else:
        with suppress(ProcessLookupError):  # all of them have ended by themselves
            os.killpg(process.pid, signal.SIGKILL)
    with process:  # closes the pipes and waits
        pass


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
