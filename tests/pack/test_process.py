"""Programs are run to their end, and never outlive the one who runs them."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from fxpack.errors import DependencyError, FileError
from fxpack.pack.process import Completed, run

PYTHON = sys.executable


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("print('out')", Completed(0, "out\n", "")),
        ("import sys; sys.exit('bad')", Completed(1, "", "bad\n")),
        ("import sys; sys.exit(7)", Completed(7, "", "")),
        ("import sys; print(repr(sys.stdin.read()))", Completed(0, "''\n", "")),
        (
            r"import sys; sys.stdout.buffer.write(b'\xff\r\n\xc3\xa9')",
            Completed(0, "\ufffd\n\u00e9", ""),
        ),
    ],
)
def test_what_a_program_leaves_behind(code: str, expected: Completed) -> None:
    assert run([PYTHON, "-c", code]) == expected


def test_input_environment_and_folder(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.stdin.read(), os.environ['NAME'], os.getcwd())"
    env = {**os.environ, "NAME": "value"}
    done = run([PYTHON, "-c", code], env=env, cwd=str(tmp_path), input=b"text")
    assert done.stdout == f"text value {os.path.realpath(tmp_path)}\n"


def test_a_program_larger_than_a_pipe() -> None:
    code = "import sys; data = sys.stdin.read(); sys.stdout.write(data); sys.stderr.write(data)"
    data = "x" * 1_000_000
    assert run([PYTHON, "-c", code], input=data.encode()) == Completed(0, data, data)


@pytest.mark.parametrize("name", ["no-such-program", "."])
def test_what_cannot_be_started(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"cannot be run .*: .*|install it"):
        run([str(tmp_path / name)])
    with pytest.raises(FileError, match="no-such-folder"):
        run([PYTHON], cwd=str(tmp_path / "no-such-folder"))


# A pipe that only the program and its child hold open: reading it to its end is to wait until both
# are gone.
posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes are handed on otherwise")


@posix
def test_the_children_end_with_a_program_that_takes_too_long(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alive")
    code = f"""
import subprocess, sys
f = open({str(tmp_path / "alive")!r}, "w")
subprocess.run([sys.executable, "-c", "import time; time.sleep(600)"], stdout=f)
"""
    ended: list[str] = []
    reader = threading.Thread(target=lambda: ended.append((tmp_path / "alive").read_text()))
    reader.start()
    with pytest.raises(DependencyError, match=r"did not end within 2 seconds"):
        run([PYTHON, "-c", code], timeout=2)
    reader.join(10)
    assert ended == [""]


@posix
def test_the_children_end_when_fxpack_is_interrupted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alive")
    code = f"""
import subprocess, sys
f = open({str(tmp_path / "alive")!r}, "w")
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdout=f)
f.write("started"); f.flush()
child.wait()
"""
    ended: list[str] = []

    def read() -> None:
        with open(tmp_path / "alive", encoding="ascii") as file:
            ended.append(file.read(7))
            os.kill(os.getpid(), signal.SIGINT)
            ended.append(file.read())

    reader = threading.Thread(target=read)
    reader.start()
    with pytest.raises(KeyboardInterrupt):
        run([PYTHON, "-c", code])
    reader.join(10)
    assert ended == ["started", ""]
