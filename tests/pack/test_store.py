from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fxpack.artifact import Progress, Silent
from fxpack.errors import DependencyError, FileError
from fxpack.pack.store import STALE, Store, open_store
from fxpack.pack.wheelfacts import facts_of
from tests.pack.fetching import Heard
from tests.wheels import make_wheel


def sha256(path: str | Path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def files(folder: Path) -> list[str]:
    """All files below a folder, with posix paths."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.fixture
def wheel(tmp_path: Path) -> str:
    objects = {"pkg/_a.cpython-312-x86_64-linux-gnu.so": b"MZ" + b"\0" * 100}
    return make_wheel(
        tmp_path / "made",
        requires=["six>=1; extra == 'x'"],
        extras=["x"],
        tag="cp312-cp312-manylinux_2_17_x86_64",
        files={"pkg/__init__.py": "x = 1\n" * 1000, **objects},
    )


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "store")


def test_what_was_put_in_is_found_by_content(wheel: str, folder: str) -> None:
    added = Store(folder).add(wheel)
    found = Store(folder).get(sha256(wheel))
    assert found == added
    assert found is not None
    assert os.path.basename(found.path) == os.path.basename(wheel)
    assert Path(found.path).read_bytes() == Path(wheel).read_bytes()
    assert found.facts == facts_of(wheel)
    assert found.facts.objects
    assert os.path.exists(wheel)


def test_a_file_that_may_be_moved_is_moved(wheel: str, folder: str) -> None:
    Store(folder).add(wheel, move=True)
    assert not os.path.exists(wheel)


@pytest.mark.parametrize("asked", ["", "ab" * 32, "../../etc/passwd", "AB" * 32, "ab" * 31 + "/."])
def test_what_is_not_there(wheel: str, folder: str, asked: str) -> None:
    store = Store(folder)
    assert store.get(asked) is None
    store.add(wheel)
    assert store.get(asked) is None
    assert store.find({"sha256": asked}) is None
    assert store.find({}) is None
    assert store.built(asked) is None


def test_adding_it_again_changes_nothing(wheel: str, folder: str) -> None:
    first = Store(folder).add(wheel)
    looks = os.stat(first.path)
    assert Store(folder).add(wheel) == first
    assert os.stat(first.path).st_ino == looks.st_ino
    assert os.listdir(os.path.join(folder, "new")) == []


def test_found_by_every_hash_it_has(wheel: str, folder: str) -> None:
    store = Store(folder)
    added = store.add(wheel)
    content = Path(wheel).read_bytes()
    right = {name: hashlib.new(name, content).hexdigest() for name in ("sha256", "sha512", "md5")}
    # sha512 alone leads nowhere until it is known whose it is
    assert store.find({"sha512": right["sha512"]}) is None
    assert store.find(right) == added
    assert store.find({"sha256": right["sha256"].upper()}) == added
    assert store.find({"sha512": right["sha512"]}) == added
    assert store.find({"sha512": right["sha512"].upper()}) == added
    assert store.find({**right, "sha512": "ab" * 64}) is None
    assert store.find({**right, "md5": "ab" * 16}) is None


def test_hashes_that_a_download_computed_lead_to_it(wheel: str, folder: str) -> None:
    content = Path(wheel).read_bytes()
    digests = {name: hashlib.new(name, content).hexdigest() for name in ("sha256", "blake2b")}
    added = Store(folder).add(wheel, digests=digests)
    assert Store(folder).find({"blake2b": digests["blake2b"]}) == added


def test_what_was_built_is_found_by_its_source(wheel: str, folder: str) -> None:
    store = Store(folder)
    added = store.add(wheel)
    store.record_built("sdist abc 3.12", added)
    assert Store(folder).built("sdist abc 3.12") == added
    assert Store(folder).built("sdist abc 3.13") is None


@pytest.mark.parametrize(
    "options",
    [
        {"record": lambda text: text.replace("sha256=", "sha256=A")},
        {"unlisted": {"../evil.py": "x"}},
        {"without": ["METADATA"]},
        {"filename": "pkg.whl"},
    ],
)
def test_a_wheel_that_lies_does_not_come_in(
    tmp_path: Path, folder: str, options: Mapping[str, object]
) -> None:
    wheel = make_wheel(tmp_path / "made", **options)  # type: ignore[arg-type]
    with pytest.raises(DependencyError):
        Store(folder).add(wheel)
    assert Store(folder).get(sha256(wheel)) is None
    assert files(Path(folder)) == []
    assert os.listdir(os.path.join(folder, "new")) == []


def changed_content(path: str) -> None:
    with open(path, "rb+") as file:
        file.seek(100)
        file.write(b"damage")


def changed_behind_the_times(path: str) -> None:
    times = os.stat(path)
    changed_content(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def shortened(path: str) -> None:
    os.truncate(path, 50)


@pytest.mark.parametrize(
    "damage", [changed_content, changed_behind_the_times, shortened, os.unlink]
)
def test_a_damaged_wheel_is_thrown_away_and_said(
    wheel: str, folder: str, damage: Callable[[str], None]
) -> None:
    heard = Heard()
    store = Store(folder, heard)
    added = store.add(wheel)
    damage(added.path)
    assert store.get(added.sha256) is None
    assert not os.path.exists(os.path.dirname(added.path))
    said = damage is not os.unlink
    assert (
        heard.lines
        == [f"{os.path.basename(wheel)} was damaged in the cache: it is thrown away"] * said
    )
    assert store.add(wheel) == added
    assert store.get(added.sha256) == added


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"file": 1}', "[" * 100_000])
def test_a_damaged_entry_is_none(wheel: str, folder: str, content: str) -> None:
    store = Store(folder)
    added = store.add(wheel)
    Path(os.path.dirname(added.path), "entry.json").write_text(content)
    assert store.get(added.sha256) is None
    assert store.add(wheel) == added
    assert store.get(added.sha256) == added


def test_a_file_that_was_only_touched_is_hashed_once(wheel: str, folder: str) -> None:
    store = Store(folder)
    added = store.add(wheel)
    entry = Path(os.path.dirname(added.path), "entry.json")
    kept = entry.read_bytes()
    os.utime(added.path, ns=(1, 1))
    assert store.get(added.sha256) == added
    assert json.loads(entry.read_bytes())["looks"][1] == 1
    assert json.loads(entry.read_bytes())["facts"] == json.loads(kept)["facts"]


def test_what_another_fxpack_knew_is_found_out_again(wheel: str, folder: str) -> None:
    store = Store(folder)
    added = store.add(wheel)
    entry = Path(os.path.dirname(added.path), "entry.json")
    kept = json.loads(entry.read_bytes())
    entry.write_text(json.dumps({**kept, "shape": [0], "facts": {"name": "other"}}))
    assert store.get(added.sha256) == added
    assert json.loads(entry.read_bytes()) == kept


def test_what_killed_builds_left_goes_after_a_day(wheel: str, folder: str) -> None:
    place = Path(Store(folder).workplace())
    (place / "half.whl").write_bytes(b"half")
    partial = Path(folder, "partial", "x")
    partial.write_bytes(b"half")
    Store(folder).add(wheel)
    assert (place / "half.whl").exists()
    past = time.time() - STALE - 9
    for path in (place, partial):
        os.utime(path, (past, past))
    Store(folder).workplace()
    assert not place.exists()
    assert not partial.exists()


def test_the_store_is_for_its_owner_alone(wheel: str, folder: str) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such modes")
    with open_store(folder, Silent()) as store:
        store.add(wheel)
    assert os.stat(folder).st_mode & 0o777 == 0o700


PROGRAM = """
import sys
from fxpack.pack.store import Store
store, *wheels = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    for wheel in wheels:
        added = Store(store).add(wheel)
        assert Store(store).get(added.sha256) == added, added
print("done", flush=True)
"""


def start(folder: str, *wheels: str) -> subprocess.Popen[str]:
    """A process that takes wheels in once it reads a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, folder, *wheels],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_processes_that_take_the_same_in_at_once(tmp_path: Path, folder: str) -> None:
    wheels = [make_wheel(tmp_path / "made", f"pkg{number}") for number in range(8)]
    processes = [start(folder, *order) for order in (wheels, wheels, wheels[::-1])]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate()[0] for process in processes]
    assert answers == ["done\n"] * 3
    assert os.listdir(os.path.join(folder, "new")) == []
    for wheel in wheels:
        assert Store(folder).get(sha256(wheel)) is not None


def test_a_process_that_is_killed_leaves_no_half_entry(tmp_path: Path, folder: str) -> None:
    wheels = [
        make_wheel(tmp_path / "made", f"pkg{number}", files={f"pkg{number}.py": os.urandom(90_000)})
        for number in range(40)
    ]
    entries = Path(folder, "wheels")
    for many in (1, 3, 9):
        process = start(folder, *wheels)
        with process:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
            while len(list(entries.glob("*/*"))) < many:
                assert process.poll() is None
            process.kill()
        for entry in entries.glob("*/*"):
            found = Store(folder).get(entry.name)
            assert found is not None
            assert sha256(found.path) == entry.name
    for wheel in wheels:
        assert Store(folder).add(wheel).facts == facts_of(wheel)


def unwritable(tmp_path: Path) -> str:
    """A folder that nobody can make, not even root."""
    (tmp_path / "file").write_text("")
    return str(tmp_path / "file" / "store")


def test_a_cache_that_cannot_be_written(tmp_path: Path, wheel: str) -> None:
    heard = Heard()
    with open_store(unwritable(tmp_path), heard) as store:
        added = store.add(wheel)
        assert store.get(added.sha256) == added
        assert len(heard.lines) == 1
        assert "cannot be written" in heard.lines[0]
        assert "FXPACK_CACHE_DIR" in heard.lines[0]
    assert not os.path.exists(store.folder)
    with pytest.raises(FileError, match="FXPACK_CACHE_DIR"):
        Store(unwritable(tmp_path)).add(wheel)


def test_a_cache_that_can_only_be_read_is_read(tmp_path: Path, wheel: str, folder: str) -> None:
    beneath = Store(folder)
    added = beneath.add(wheel)
    beneath.record_built("source", added)
    with Store(str(tmp_path / "own"), beneath=beneath, temporary=True) as store:
        assert store.get(added.sha256) == added
        assert store.built("source") == added


def test_a_store_that_can_be_written_stays(folder: str, wheel: str) -> None:
    heard: Progress = Silent()
    with open_store(folder, heard) as store:
        added = store.add(wheel)
    assert Store(folder).get(added.sha256) == added
