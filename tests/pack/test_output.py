"""A zip gets its name when it is whole, and nothing else is ever left."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fxpack.errors import FileError, UsageError
from fxpack.pack import output
from fxpack.pack.output import NewFile


@pytest.fixture(params=["without a name", "with a name"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "with a name":
        monkeypatch.setattr(output, "_nameless", lambda _: None)
    return str(request.param)


def write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def test_replaces_the_old_one_in_one_step(tmp_path: Path, way: str) -> None:
    target = tmp_path / "app.zip"
    target.write_text("old")

    with NewFile(str(target)) as new:
        write(new.path, "new")
        assert target.read_text() == "old"
        new.keep()

    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["app.zip"]


def test_leaves_the_old_one_when_something_fails(tmp_path: Path, way: str) -> None:
    target = tmp_path / "app.zip"
    target.write_text("old")

    def interrupted() -> None:
        with NewFile(str(target)) as new:
            write(new.path, "half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["app.zip"]


def test_follows_a_link_to_its_file(tmp_path: Path, way: str) -> None:
    (tmp_path / "real.zip").write_text("old")
    (tmp_path / "link.zip").symlink_to("real.zip")

    with NewFile(str(tmp_path / "link.zip")) as new:
        write(new.path, "new")
        new.keep()

    assert (tmp_path / "real.zip").read_text() == "new"
    assert (tmp_path / "link.zip").is_symlink()


def test_has_the_rights_that_the_umask_leaves(tmp_path: Path, way: str) -> None:
    before = os.umask(0o027)
    try:
        with NewFile(str(tmp_path / "app.zip")) as new:
            write(new.path, "new")
            new.keep()
    finally:
        os.umask(before)

    assert (tmp_path / "app.zip").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")
def test_killed_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from fxpack.pack.output import NewFile\n"
        "with NewFile(sys.argv[1]) as new:\n"
        "    open(new.path, 'w').write('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, "-c", script, tmp_path / "app.zip"], check=False)

    assert done.returncode == -signal.SIGKILL
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell which processes run")
def test_removes_what_a_killed_build_left(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (tmp_path / f".app.zip.{gone}.fxpack-tmp").write_text("half")
    (tmp_path / f".app.zip.{os.getppid()}.fxpack-tmp").write_text("of a build that runs")
    (tmp_path / f".other.zip.{gone}.fxpack-tmp").write_text("of another zip")

    with NewFile(str(tmp_path / "app.zip")) as new:
        write(new.path, "new")
        new.keep()

    assert sorted(os.listdir(tmp_path)) == sorted(
        [f".app.zip.{os.getppid()}.fxpack-tmp", f".other.zip.{gone}.fxpack-tmp", "app.zip"]
    )


def test_says_what_is_no_place_for_a_zip(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder: name the zip"), NewFile(str(tmp_path)):
        pass
    with pytest.raises(FileError, match="there is no folder"), NewFile(str(tmp_path / "no/a.zip")):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are POSIX")
def test_does_not_replace_what_is_no_file(tmp_path: Path, way: str) -> None:
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    (tmp_path / "link.zip").symlink_to(pipe)
    (tmp_path / "loop.zip").symlink_to("loop.zip")
    for name in ("pipe.zip", "link.zip", "loop.zip"):
        with pytest.raises(UsageError, match="is no file"), NewFile(str(tmp_path / name)):
            pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)
