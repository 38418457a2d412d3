"""Killed in every stage, without a chance to clean up: nothing is left, the next build is right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.builds import Builder, Untouched
from tests.conftest import Indexes
from tests.index import Fault, FaultyIndex
from tests.wheels import make_sdist, make_wheel

NOISE = random.Random(4).randbytes(300_000)

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="Windows has no signal that cannot be handled"
)


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    """An app whose writing takes a while: nothing in it can be compressed."""
    builder = Builder(tmp_path, "pkg\nother\n")
    rng = random.Random(5)
    for number in range(8):
        (builder.app / f"{number}.bin").write_bytes(rng.randbytes(1_000_000))
    return builder


@pytest.fixture
def index(tmp_path: Path, indexes: Indexes) -> FaultyIndex:
    folder = tmp_path / "wheels"
    make_wheel(folder, "pkg", files={"pkg/__init__.py": "", "pkg/data.bin": NOISE})
    make_wheel(folder, "other", requires=["pkg"])
    return indexes.faulty(folder, {})


def kill(process: subprocess.Popen[str]) -> None:
    """End fxpack as the system does when memory runs out."""
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def begun(builder: Builder, *options: str) -> Iterator[subprocess.Popen[str]]:
    with builder.begin(*options) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("asked", ["/simple/pkg/", "/files/pkg", ".metadata"])
def test_killed_while_it_waits_for_an_index(
    builder: Builder, index: FaultyIndex, asked: str
) -> None:
    untouched = Untouched(builder)
    index.faults[asked] = Fault("stalled")
    with begun(builder, "--index-url", index.url) as process:
        assert index.reached.wait(60)
        kill(process)
    untouched.check()
    assert_goes_on(builder, index)


@pytest.mark.parametrize("stage", ["resolving", "downloading", "writing", "checking"])
def test_killed_as_a_stage_begins(builder: Builder, index: FaultyIndex, stage: str) -> None:
    untouched = Untouched(builder)
    with begun(builder, "--index-url", index.url) as process:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith(f"fxpack: progress: {stage}"):
                break
        else:
            pytest.fail(f"the stage was never said: {said}")
        kill(process)
    untouched.check()
    assert_goes_on(builder, index)


STOPS = """
def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    with open({reached!r}, "w"):
        pass
    with open({goes_on!r}) as gate:
        gate.read()
    raise SystemExit("nobody waits for this wheel any more")
"""


def test_killed_while_a_wheel_is_built(builder: Builder, index: FaultyIndex) -> None:
    """The backend stands still between two pipes while fxpack is killed."""
    reached, goes_on = str(builder.folder / "reached"), str(builder.folder / "goes-on")
    os.mkfifo(reached)
    os.mkfifo(goes_on)
    (builder.app / "requirements.txt").write_text("pkg\nother\nsrc-pkg\n")
    stops = STOPS.format(reached=reached, goes_on=goes_on)
    make_sdist(index.folder, "src-pkg", backend=stops)
    untouched = Untouched(builder)
    with begun(builder, "--index-url", index.url) as process:
        with open(reached, encoding="utf-8"):  # opens when the backend has opened its end
            kill(process)
        with open(goes_on, "w", encoding="utf-8"):
            pass
    untouched.check()

    make_sdist(index.folder, "src-pkg")
    assert_goes_on(builder, index, "--refresh")


@pytest.mark.parametrize("asked", ["/simple/pkg/", "/files/pkg"])
def test_interrupted(builder: Builder, index: FaultyIndex, asked: str) -> None:
    """Ctrl-C while an index keeps uv or fxpack waiting: both end, without a word of Python's."""
    untouched = Untouched(builder)
    index.faults[asked] = Fault("stalled")
    with begun(builder, "--index-url", index.url) as process:
        assert index.reached.wait(60)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    untouched.check()
    assert_goes_on(builder, index)


def test_builds_at_once(builder: Builder, index: FaultyIndex) -> None:
    """They share an empty cache, and each comes to the same bytes."""
    outs = [builder.folder / f"out/{number}.zip" for number in range(3)]
    command = [part for part in builder.command("--index-url", index.url) if part != "-o"]
    command.remove(str(builder.out))
    running = [
        subprocess.Popen(
            [*command, "-o", str(out)],
            env=builder.environment({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for out in outs
    ]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert len({out.read_bytes() for out in outs}) == 1


def assert_goes_on(builder: Builder, index: FaultyIndex, *options: str) -> None:
    """The next build is that of a machine where nobody was killed, and leaves nothing half done."""
    index.faults.clear()
    ours = builder.bytes("--index-url", index.url, *options)
    elsewhere = Builder(builder.folder / "elsewhere")
    elsewhere.app = builder.app
    assert elsewhere.bytes("--index-url", index.url) == ours
    assert sorted(os.listdir(builder.out.parent)) == ["app.zip"]
    served = {path.name: path.read_bytes() for path in Path(index.folder).glob("*.whl")}
    kept = {path.name: path.read_bytes() for path in builder.cache.rglob("*.whl")}
    assert {name: kept[name] for name in served} == served
