"""After each fault of `fxpack build`: no container, no temporary file, and the old zip as it was."""

from __future__ import annotations

import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import docker
import pytest
from docker.models.containers import Container

from fxpack.pack.container import BUILDER, LABEL
from tests.cli.builds import Builder, Untouched, assert_clear
from tests.cli.conftest import Ran
from tests.docker.conftest import PLATFORM
from tests.docker.sources import scripted

NOT_HERE = "if not os.path.isdir('/fxpack'): raise SystemExit('not on this machine')\n"
"""What is built is tried on this machine first."""

BUILDS = NOT_HERE + "print('it builds', flush=True)\n"
FOREVER = f"{BUILDS}import signal\nsignal.pause()"
WHEN_TOLD = f"{BUILDS}import time\nwhile not os.path.exists('/fxpack/work/go'): time.sleep(0.1)\n"

Then = Callable[[docker.DockerClient, subprocess.Popen[str]], object]


def _ours(engine: docker.DockerClient) -> Container:
    [container] = engine.containers.list(filters={"label": LABEL})
    return container


def _short_of_memory(engine: docker.DockerClient, _: subprocess.Popen[str]) -> None:
    container = _ours(engine)
    container.update(mem_limit="200m", memswap_limit="200m")
    container.exec_run(["touch", "/fxpack/work/go"], user=BUILDER)


class Fault(NamedTuple):
    """What a backend does, what happens as soon as it builds, and how fxpack ends."""

    script: str
    then: Then
    code: int
    words: tuple[str, ...] = ()


def _nothing(*_: object) -> None: ...


FAULTS = {
    "a build that fails": Fault(
        f"{BUILDS}raise SystemExit('no compiler')",
        _nothing,
        4,
        ("could not be built", "no compiler"),
    ),
    "killed": Fault(
        FOREVER,
        lambda engine, _: _ours(engine).kill(),
        4,
        ("stopped by somebody else", "try again"),
    ),
    "out of memory": Fault(
        f"{WHEN_TOLD}held = bytearray(1 << 30)",
        _short_of_memory,
        4,
        ("ran out of memory", "give the engine more"),
    ),
    "disk full": Fault(
        f"{BUILDS}open('/run/fxpack/large', 'wb').write(bytes(32 << 20))",
        _nothing,
        4,
        ("no space is left", "docker system prune"),
    ),
    "Ctrl-C": Fault(FOREVER, lambda _, process: process.send_signal(signal.SIGINT), 130),
    "SIGTERM": Fault(FOREVER, lambda _, process: process.send_signal(signal.SIGTERM), 143),
}


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Builder]:
    """An app that fails to build, with what must hold afterwards."""
    folder = tmp_path / "app"
    folder.mkdir()
    builder = Builder(folder, "src-pkg\n")
    (builder.app / ".python-version").write_text(f"{PLATFORM.version}\n")
    (folder / "tmp").mkdir()
    (folder / "empty").mkdir()
    untouched = Untouched(builder)
    yield builder
    untouched.check()
    assert list((folder / "tmp").iterdir()) == []
    for name in ("new", "partial"):
        assert list((builder.cache / "packages" / name).iterdir()) == []


def _options(builder: Builder, script: str, image: str) -> list[str]:
    links = builder.folder / "links"
    links.mkdir()
    scripted(links, script)
    places = ["--find-links", str(links), "--index-url", str(builder.folder / "empty")]
    return [*places, "--image", image]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_while_it_builds(
    fault: Fault, builder: Builder, image: str, engine: docker.DockerClient
) -> None:
    variables = {"TMPDIR": str(builder.folder / "tmp")}
    options = _options(builder, fault.script, image)
    said = []
    with builder.begin(*options, variables=variables) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if line.endswith("it builds\n"):
                fault.then(engine, process)
        code = process.wait(timeout=60)
    assert code == fault.code, said
    errors = [line for line in said if line.startswith("fxpack: error: ")]
    assert len(errors) == bool(fault.words), said
    for word in fault.words:
        assert word in errors[0]


def _absent(folder: Path) -> str:
    return f"unix://{folder}/no.sock"


def _deaf(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "deaf.sock"))
    return f"unix://{folder}/deaf.sock"


BEFORE = {
    "absent": (_absent, "there is no Docker at"),
    "not running": (_deaf, "Docker is not running"),
}


@pytest.mark.parametrize(("place", "words"), BEFORE.values(), ids=list(BEFORE))
def test_no_engine(place: Callable[[Path], str], words: str, builder: Builder, image: str) -> None:
    options = _options(builder, NOT_HERE, image)
    variables = {"DOCKER_HOST": place(builder.folder), "TMPDIR": str(builder.folder / "tmp")}
    assert_clear(
        builder.run(*options, variables=variables), 4, words, "src-pkg 1.0 (only an sdist;"
    )


def test_no_image(builder: Builder) -> None:
    options = _options(builder, NOT_HERE, "localhost:9/fxpack/none:1")
    ran: Ran = builder.run(*options, variables={"TMPDIR": str(builder.folder / "tmp")})
    assert_clear(ran, 4, "localhost:9/fxpack/none:1 is not here and could not be pulled", "--image")
