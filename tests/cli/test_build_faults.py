"""What can go wrong with indexes, wheels and disks: a clear error, and everything as it was."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.builds import OLD, Builder, Untouched, assert_clear
from tests.conftest import Indexes
from tests.index import Fault
from tests.wheels import make_wheel

NOISE = random.Random(3).randbytes(300_000)
REQUIREMENTS = "pkg\nother>=1\n"


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path, REQUIREMENTS)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels that the app needs, one of them large enough to break in the middle."""
    folder = tmp_path_factory.mktemp("wheels")
    make_wheel(folder, "pkg", files={"pkg/__init__.py": "", "pkg/data.bin": NOISE})
    make_wheel(folder, "other", requires=["pkg"])
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> bytes:
    """The zip of a build that nothing disturbs."""
    undisturbed = Builder(tmp_path_factory.mktemp("undisturbed"), REQUIREMENTS)
    return undisturbed.bytes("--find-links", str(wheels), "--offline")


def refused() -> str:
    """The address of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}/simple/"


def test_index_down(builder: Builder, wheels: Path, indexes: Indexes, whole: bytes) -> None:
    untouched = Untouched(builder)
    assert_clear(builder.run("--index-url", refused()), 3, "127.0.0.1")
    untouched.check()
    assert builder.bytes("--index-url", indexes.faulty(wheels, {}).url) == whole


FAULTS = {
    "a page is an error": {"/simple/pkg/": Fault("status", 500)},
    "a page is forbidden": {"/simple/pkg/": Fault("status", 403)},
    "a page never comes": {"/simple/pkg/": Fault("hang-up")},
    "a page is cut off": {"/simple/pkg/": Fault("truncated")},
    "a page is nonsense": {"/simple/pkg/": Fault("wrong")},
    "metadata are an error": {".metadata": Fault("status", 503)},
    "metadata are wrong": {".metadata": Fault("wrong")},
    "a wheel is an error": {"/files/pkg": Fault("status", 500)},
    "a wheel is gone": {"/files/pkg": Fault("status", 404)},
    "a wheel never comes": {"/files/pkg": Fault("hang-up")},
    "a wheel is cut off": {"/files/pkg": Fault("truncated")},
    "a wheel is another": {"/files/pkg": Fault("wrong")},
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
def test_index_fails(
    builder: Builder,
    wheels: Path,
    indexes: Indexes,
    whole: bytes,
    faults: Mapping[str, Fault],
) -> None:
    index = indexes.faulty(wheels, faults)
    untouched = Untouched(builder)
    assert_clear(builder.run("--index-url", index.url), 3)
    untouched.check()
    index.faults.clear()
    assert builder.bytes("--index-url", index.url) == whole


PASSING = {
    "an error, once": {"/files/pkg": Fault("status", 503, times=1)},
    "no answer, once": {"/files/pkg": Fault("hang-up", times=1)},
    "cut off, once": {"/files/pkg": Fault("truncated", times=1)},
    "cut off, twice": {"/files/pkg": Fault("truncated", times=2)},
}


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING)
def test_index_fails_and_recovers(
    builder: Builder,
    wheels: Path,
    indexes: Indexes,
    whole: bytes,
    faults: Mapping[str, Fault],
) -> None:
    assert builder.bytes("--index-url", indexes.faulty(wheels, faults).url) == whole


def test_broken_download_goes_on(builder: Builder, wheels: Path, indexes: Indexes) -> None:
    """The second build asks only for the rest of the file."""
    index = indexes.faulty(wheels, {"/files/pkg": Fault("truncated")})
    assert_clear(builder.run("--index-url", index.url), 3)
    index.faults.clear()
    index.requests.clear()
    builder.bytes("--index-url", index.url)
    asked = [request for request in index.requests if request.startswith("/files/pkg-1.0-py3")]
    assert [request.partition(" ")[2] != "" for request in asked] == [True], index.requests


WRONG_HASH = "pkg==1.0 --hash=sha256:" + "0" * 64 + "\n"


def test_wrong_hash_in_requirements(builder: Builder, wheels: Path, indexes: Indexes) -> None:
    (builder.app / "requirements.txt").write_text(WRONG_HASH)
    untouched = Untouched(builder)
    ran = builder.run("--index-url", indexes.faulty(wheels, {}).url)
    assert_clear(ran, 3, "pkg", "hash")
    untouched.check()


LIES: dict[str, Mapping[str, Any]] = {
    "RECORD has another hash": {
        "files": {"pkg/__init__.py": "a = 1\n"},
        "record": lambda text: text.replace("__init__.py,sha256=", "__init__.py,sha256=A", 1),
    },
    "RECORD has another size": {
        "files": {"pkg/__init__.py": "a = 1\n"},
        "record": lambda text: text.replace(",6\n", ",7\n", 1),
    },
    "RECORD lists what is not there": {
        "record": lambda text: (
            "pkg/none.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\n" + text
        )
    },
    "no RECORD": {"without": {"RECORD"}},
    "a name goes up": {"files": {"pkg/__init__.py": "", "../x.py": "a = 1\n"}},
    "a name goes up inside": {"files": {"pkg/__init__.py": "", "pkg/../../x.py": "a = 1\n"}},
    "a name is absolute": {"files": {"pkg/__init__.py": "", "/tmp/x.py": "a = 1\n"}},
    "a name has a drive": {"files": {"pkg/__init__.py": "", "c:/x.py": "a = 1\n"}},
    "a name has a backslash": {"files": {"pkg/__init__.py": "", "..\\x.py": "a = 1\n"}},
    "a name has a NUL": {"files": {"pkg/__init__.py": "", "pkg/a\0.py": "a = 1\n"}},
    "a script goes up": {"data": {"scripts/../../x": "#!python\n"}},
    "data go up": {"data": {"data/../../../x": "x"}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_wheel_that_lies(
    builder: Builder, wheels: Path, indexes: Indexes, whole: bytes, lie: Mapping[str, Any]
) -> None:
    bad = builder.folder / "bad"
    make_wheel(bad, "pkg", **lie)
    make_wheel(bad, "other", requires=["pkg"])
    untouched = Untouched(builder)
    assert_clear(builder.run("--index-url", indexes.faulty(bad, {}).url), 3, "pkg")
    untouched.check()
    assert not list(builder.cache.rglob("pkg*.whl"))
    assert not [path for path in builder.folder.rglob("x*") if path.name in {"x", "x.py"}]
    assert builder.bytes("--index-url", indexes.faulty(wheels, {}).url) == whole


LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
os.execv(sys.argv[2], sys.argv[2:])
"""


def limited(size: int) -> tuple[str, ...]:
    """A command that lets another write no file larger than `size`."""
    return (sys.executable, "-c", LIMITED, str(size))


def test_no_room_for_a_wheel(
    builder: Builder, wheels: Path, indexes: Indexes, whole: bytes
) -> None:
    index = indexes.faulty(wheels, {})
    untouched = Untouched(builder)
    assert_clear(builder.run("--index-url", index.url, start=limited(150_000)), 5, "File too large")
    untouched.check()
    assert builder.bytes("--index-url", index.url) == whole


def test_no_room_for_the_zip(
    builder: Builder, wheels: Path, indexes: Indexes, whole: bytes
) -> None:
    index = indexes.faulty(wheels, {})
    assert builder.bytes("--index-url", index.url) == whole
    builder.out.write_bytes(OLD)
    untouched = Untouched(builder)
    ran = builder.run("--index-url", index.url, start=limited(150_000))
    assert_clear(ran, 5, str(builder.out), "File too large")
    untouched.check()


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=200k tmpfs "$0" && cp -a "$1"/. "$0" || exit 99
kept="$1"; shift
"$@"
code=$?
cp -a "$0"/. "$kept"
exit $code
"""


def small_disk(folder: Path, content: Path) -> tuple[str, ...]:
    """A command that lets another see a disk of 200 kB in place of a folder.

    What is in `content` is put on the disk, and what is on it in the end is put there.
    """
    start = ("unshare", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK)
    with suppress(FileNotFoundError):
        if subprocess.run([*start, folder, content, "true"], check=False).returncode == 0:
            return (*start, str(folder), str(content))
    return pytest.skip("only Linux lets whoever wants mount a disk, and not everywhere")


@pytest.mark.parametrize("full", ["out", "cache"])
def test_disk_full(
    builder: Builder, wheels: Path, indexes: Indexes, whole: bytes, full: str
) -> None:
    index = indexes.faulty(wheels, {})
    if full == "out":
        assert builder.bytes("--index-url", index.url) == whole
        builder.out.unlink()
    content = builder.folder / "disk"
    content.mkdir()
    (builder.folder / full).mkdir(exist_ok=True)
    if full == "out":
        (content / "app.zip").write_bytes(OLD)
    disk = small_disk(builder.folder / full, content)
    untouched = Untouched(builder)
    ran = builder.run("--index-url", index.url, start=disk)
    assert_clear(ran, 5, "No space left on device")
    untouched.check()
    if full == "out":
        assert [(path.name, path.read_bytes()) for path in content.iterdir()] == [("app.zip", OLD)]
    assert builder.bytes("--index-url", index.url) == whole


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1000]),
        lambda path: path.write_bytes(path.read_bytes().replace(NOISE[:8], NOISE[8:16])),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ],
    ids=["cut off", "other bytes", "empty", "gone"],
)
def test_cache_spoilt(
    builder: Builder,
    wheels: Path,
    indexes: Indexes,
    whole: bytes,
    spoil: Callable[[Path], object],
) -> None:
    """What was changed in the cache is noticed and fetched anew."""
    index = indexes.faulty(wheels, {})
    assert builder.bytes("--index-url", index.url) == whole
    kept = list(builder.cache.rglob("pkg*.whl"))
    assert kept
    for path in kept:
        os.chmod(path, 0o600)
        spoil(path)
    assert builder.bytes("--index-url", index.url) == whole


def test_cache_cannot_be_written(builder: Builder, wheels: Path, whole: bytes) -> None:
    """A file where the cache's folder should be."""
    builder.cache.write_text("a file")
    ran = builder.run("--find-links", str(wheels), "--offline")
    if ran.code:
        assert_clear(ran, 5, str(builder.cache))
    else:
        assert builder.out.read_bytes() == whole
