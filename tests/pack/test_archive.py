"""The zip that is written: other programs read it, it is the same every time, errors are told."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.artifact import Compressed, Content, Entry, OnDisk, Silent
from fxpack.errors import FileError
from fxpack.pack import packing
from fxpack.pack.archive import Written, write
from fxpack.pack.hashed_output import BLOCK
from fxpack.pack.zipformat import mapped, read_directory
from tests.wheels import make_wheel


def made(path: str, data: bytes, *, executable: bool = False) -> Entry:
    return Entry(path=path, size=len(data), source=Content(data), executable=executable)


def on_disk(folder: Path, path: str, data: bytes) -> Entry:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return Entry(path=path, size=len(data), source=OnDisk(str(file)))


def spliced(wheel: str) -> list[Entry]:
    """All members of a zip, to be copied as they are."""
    with mapped(wheel) as data:
        return [
            Entry(
                path=each.path,
                size=each.size,
                source=Compressed(wheel, each.offset, each.compressed, each.method, each.crc),
                executable=each.mode & 0o111 != 0,
            )
            for each in read_directory(data)
        ]


def test_what_is_written(tmp_path: Path) -> None:
    wheel = make_wheel(
        tmp_path / "wheels",
        files={"pkg/a.py": "a = 1\n" * 50, "pkg/b.bin": b"\0" * 9, "pkg/run": "#!/bin/sh\n"},
        executable=["pkg/run"],
        stored=["pkg/b.bin"],
        streamed=True,
    )
    entries = [
        *spliced(wheel),
        on_disk(tmp_path / "app", "zoé/main.py", b"import os\n" * 90),
        on_disk(tmp_path / "app", "empty", b""),
        made("tool", b"#!/bin/sh\n" * 5, executable=True),
        made("noise.png", random.Random(1).randbytes(500)),
    ]
    target = tmp_path / "out.zip"
    written = write(entries, str(target))
    data = target.read_bytes()
    assert written == Written(len(data), hashlib.sha256(data).hexdigest(), len(entries))
    with zipfile.ZipFile(target) as archive, zipfile.ZipFile(wheel) as source:
        assert archive.testzip() is None
        names = [each.filename for each in archive.infolist()]
        assert names == sorted(names, key=str.encode)
        assert set(names) == {entry.path for entry in entries}
        for name in source.namelist():
            assert archive.read(name) == source.read(name)
            assert archive.getinfo(name).compress_type == source.getinfo(name).compress_type
        by_name = {each.filename: each for each in archive.infolist()}
        executable = {each for each in names if by_name[each].external_attr >> 16 == 0o100755}
        assert executable == {"pkg/run", "tool"}
        assert {each.external_attr >> 16 for each in by_name.values()} == {0o100644, 0o100755}
        assert {each.date_time for each in by_name.values()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.create_system for each in by_name.values()} == {3}
        assert {each.extra for each in by_name.values()} == {b""}
        assert {name for name in names if by_name[name].flag_bits} == {"zoé/main.py"}
        stored = {name for name in names if by_name[name].compress_type == zipfile.ZIP_STORED}
        assert stored == {"empty", "noise.png", "pkg/b.bin"}
        assert archive.read("zoé/main.py") == b"import os\n" * 90


@pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")
def test_unzip_has_nothing_to_say(tmp_path: Path) -> None:
    entries = [made("a.py", b"x" * 5000), made("ä.py", b""), *spliced(make_wheel(tmp_path))]
    write(entries, str(tmp_path / "out.zip"), when=1_700_000_000)
    command = ["unzip", "-tq", str(tmp_path / "out.zip")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "No errors" in done.stdout
    assert not done.stderr


def test_the_time_is_that_of_the_source(tmp_path: Path) -> None:
    write([made("a", b"")], str(tmp_path / "out.zip"), when=1_700_000_000)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.infolist()[0].date_time == (2023, 11, 14, 22, 13, 20)


@given(
    files=st.dictionaries(
        st.text("abé/", min_size=1, max_size=6).filter(lambda name: "//" not in f"/{name}/"),
        st.binary(max_size=100) | st.integers(0, 3 * BLOCK).map(lambda size: b"ab" * (size // 2)),
        max_size=8,
    ),
    seed=st.integers(),
)
def test_the_same_bytes_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("zip")
    entries = [made(*each) for each in files.items()]
    first = write(entries, str(folder / "a.zip"))
    random.Random(seed).shuffle(entries)
    assert write(entries, str(folder / "b.zip")) == first
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    with zipfile.ZipFile(folder / "a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    """They change with the version of libdeflate, and with nothing else."""
    source = "".join(f"value_{each} = {each * each}\n" for each in range(3000)).encode()
    written = write([made("a.py", source), made("b.py", source[::-1])], str(tmp_path / "out.zip"))
    assert written.sha256 == EXPECTED


EXPECTED = "2211b5218eb6304a1a1cd8df0dc0b26bf0f8d215259a2e59ed987d63886774b7"


def test_members_larger_than_a_block_are_copied(tmp_path: Path) -> None:
    noise = random.Random(2).randbytes(5 * BLOCK // 2)
    wheel = make_wheel(tmp_path, files={"pkg/big.so": noise, "pkg/a.py": "1"}, stored="*")
    write(spliced(wheel), str(tmp_path / "out.zip"))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert archive.read("pkg/big.so") == noise


def test_more_members_than_a_plain_zip_can_have(tmp_path: Path) -> None:
    one = spliced(make_wheel(tmp_path))[0]
    entries = [one._replace(path=f"{number:05}/{one.path}") for number in range(66_000)]
    assert write(entries, str(tmp_path / "out.zip")).files == 66_000
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert len(archive.namelist()) == 66_000
        assert archive.read(entries[-1].path)


def test_more_wheels_than_may_be_open(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wheels = [make_wheel(tmp_path, name=f"p{number}") for number in range(120)]
    entries = [entry for wheel in wheels for entry in spliced(wheel)]
    entries += [
        entry._replace(path=f"again/{entry.path}")
        for wheel in reversed(wheels)
        for entry in spliced(wheel)
    ]
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/dev/fd")) + 80, hard))
    try:
        write(entries, str(tmp_path / "out.zip"))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None


# -- large files ----------------------------------------------------------------------------------


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> int:
    """What counts as large here."""
    monkeypatch.setattr(packing, "LARGE", 300_000)
    return 400_000


def test_large_files_are_deflated_where_it_pays(tmp_path: Path, large: int) -> None:
    text = b"".join(b"line %d\n" % number for number in range(large // 8))
    noise = random.Random(3).randbytes(large)
    mixed = noise[: large // 2] + text
    files = {"text": text, "noise": noise, "mixed": mixed}
    entries = [on_disk(tmp_path / "app", name, data) for name, data in files.items()]
    (tmp_path / "out").mkdir()
    write(entries, str(tmp_path / "out/out.zip"))
    assert os.listdir(tmp_path / "out") == ["out.zip"]
    with zipfile.ZipFile(tmp_path / "out/out.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        methods = {each.filename: each.compress_type for each in archive.infolist()}
    assert methods == {
        "text": zipfile.ZIP_DEFLATED,
        "mixed": zipfile.ZIP_DEFLATED,
        "noise": zipfile.ZIP_STORED,
    }


MEMORY = """
    import os, resource, sys
    from fxpack.artifact import Entry, OnDisk
    from fxpack.pack.archive import write

    folder = sys.argv[1]
    noise = os.urandom(1 << 20)
    entries = []
    for number, size in enumerate([15 << 20] * 12 + [200 << 20]):
        path = os.path.join(folder, str(number))
        with open(path, "wb") as file:
            file.write(noise)
            file.truncate(size)
        entries.append(Entry(str(number), size, OnDisk(path)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write(entries, os.path.join(folder, "out.zip"))
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_is_bounded(tmp_path: Path) -> None:
    """380 MB of files, with at most 100 MB on top of what Python itself takes."""
    command = [sys.executable, "-c", dedent(MEMORY), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(done.stdout) < 100


# -- progress -------------------------------------------------------------------------------------


class Heard(Silent):
    def __init__(self) -> None:
        self.total = 0
        self.calls = 0

    def advance(self, amount: int) -> None:
        self.total += amount
        self.calls += 1


def test_progress_counts_every_byte_in_few_calls(tmp_path: Path) -> None:
    heard = Heard()
    entries = [made(f"{number}.py", b"x" * 3000) for number in range(1000)]
    write(entries, str(tmp_path / "out.zip"), progress=heard)
    assert heard.total == 3_000_000
    assert heard.calls <= 4


# -- errors ---------------------------------------------------------------------------------------


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    entry = on_disk(tmp_path, "main.py", b"1")
    (tmp_path / "main.py").unlink()
    with pytest.raises(FileError, match=r"main.py cannot be read: No such file"):
        write([entry], str(tmp_path / "out.zip"))


@pytest.mark.parametrize("size", [0, 9, 11, 400_000])
def test_a_file_that_changed(tmp_path: Path, size: int, large: int) -> None:
    for planned in (10, large + 1):
        entry = on_disk(tmp_path, "main.py", b"x" * size)._replace(size=planned)
        with pytest.raises(FileError, match=r"main\.py changed while it was read"):
            write([entry], str(tmp_path / "out.zip"))


class Changing(Silent):
    def __init__(self, path: Path) -> None:
        self.path = path

    def advance(self, amount: int) -> None:
        os.truncate(self.path, 5)


def test_a_stored_file_that_changes_between_its_readings(tmp_path: Path, large: int) -> None:
    first = made("a", b"x" * (2 << 20))
    second = on_disk(tmp_path, "b", random.Random(4).randbytes(large))
    third = on_disk(tmp_path, "c", random.Random(5).randbytes(large))
    # by then it was read once, or is read now: both are seen
    with pytest.raises(FileError, match="c changed while it was read"):
        write([first, second, third], str(tmp_path / "out.zip"), progress=Changing(tmp_path / "c"))


def test_a_wheel_that_became_shorter(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path)
    entries = spliced(wheel)
    os.truncate(wheel, 50)
    with pytest.raises(FileError, match="became shorter"):
        write(entries, str(tmp_path / "out.zip"))
    os.unlink(wheel)
    with pytest.raises(FileError, match="cannot be read: No such file"):
        write(entries, str(tmp_path / "out.zip"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_disk() -> None:
    with pytest.raises(FileError, match=r"app.zip cannot be written: No space left on device"):
        write([made("a", b"x")], "/dev/full", shown="app.zip")


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may become larger than 100,000 bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.usefixtures("small_files")
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    entries = [made(str(number), random.Random(number).randbytes(60_000)) for number in range(20)]
    with pytest.raises(FileError, match=r"out.zip cannot be written: File too large"):
        write(entries, str(tmp_path / "out.zip"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"out.zip cannot be written: No such file"):
        write([], str(tmp_path / "none/out.zip"))


def test_no_thread_is_left_behind_after_an_error(tmp_path: Path) -> None:
    import threading

    gone = Entry(path="b", size=1, source=OnDisk(str(tmp_path / "gone")))
    with pytest.raises(FileError):
        write([made("a", b"x" * 9), gone, made("c", b"y")], str(tmp_path / "out.zip"))
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(5)
    assert threading.active_count() == 1
