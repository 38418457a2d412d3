"""What goes wrong in a native build: each a message of its own, and nothing left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import docker
import pytest

from fxpack.errors import NativeBuildError, UsageError
from fxpack.pack.build_order import Source
from fxpack.pack.container import LABEL, Limits
from fxpack.pack.network import Network
from fxpack.platforms import platform_of
from tests.docker.conftest import Build, Heard
from tests.docker.sources import extension, scripted
from tests.wheels import make_sdist

OFFLINE = Network(offline=True)
FOREVER = "import signal\nprint('it builds', flush=True)\nsignal.pause()"


def test_a_compile_error_has_the_compilers_words(build: Build, tmp_path: Path) -> None:
    with pytest.raises(NativeBuildError) as told:
        build(extension(tmp_path / "own", answer=""))
    message = str(told.value)
    assert "own-native could not be built in" in message
    assert "fatal error: answer.h: No such file or directory" in message
    assert "--build-deps" in message
    assert "\n" not in message
    [lines] = told.value.__notes__
    assert "src/own_native.c" in lines


def test_killed_by_another(build: Build, engine: docker.DockerClient, tmp_path: Path) -> None:
    def kill(line: str) -> None:
        if line.endswith("it builds"):
            [container] = engine.containers.list(filters={"label": LABEL})
            container.kill()

    with pytest.raises(NativeBuildError, match=r"^src-pkg 1\.0: .* was stopped by somebody else"):
        build(scripted(tmp_path, FOREVER), heard=Heard(kill), network=OFFLINE)


def test_out_of_memory(build: Build, tmp_path: Path) -> None:
    source = scripted(tmp_path, "held = bytearray(1 << 30)")
    with pytest.raises(NativeBuildError, match="the build container ran out of memory"):
        build(source, network=OFFLINE, limits=Limits(memory=200 << 20))


def test_too_late(build: Build, tmp_path: Path) -> None:
    source = scripted(tmp_path, FOREVER)
    with pytest.raises(
        NativeBuildError, match=r"^src-pkg 1\.0: the build did not end within 0\.25"
    ):
        build(source, network=OFFLINE, limits=Limits(seconds=15))


def test_too_many_processes(build: Build, tmp_path: Path) -> None:
    source = scripted(tmp_path, "while True: os.fork()")
    with pytest.raises(NativeBuildError):
        build(source, network=OFFLINE, limits=Limits(processes=100))


def test_disk_full(build: Build, tmp_path: Path) -> None:
    # The one place of a fixed size in the container.
    source = scripted(tmp_path, "open('/run/fxpack/large', 'wb').write(bytes(32 << 20))")
    with pytest.raises(NativeBuildError, match="no space is left on the engine's disk"):
        build(source, network=OFFLINE)


def test_no_such_image(build: Build, tmp_path: Path) -> None:
    heard = Heard()
    with pytest.raises(NativeBuildError) as told:
        build(Source("pure", make_sdist(tmp_path)), heard=heard, image="localhost:9/fxpack/none:1")
    assert "localhost:9/fxpack/none:1 is not here and could not be pulled (" in str(told.value)
    assert heard.lines == ["pulling localhost:9/fxpack/none:1"]


def test_no_image_is_pulled_offline(build: Build, tmp_path: Path) -> None:
    heard = Heard()
    name = "localhost:9/fxpack/none:1"
    with pytest.raises(NativeBuildError, match=f"^{name} is not here, and --offline forbids to"):
        build(Source("pure", make_sdist(tmp_path)), heard=heard, image=name, network=OFFLINE)
    assert heard.lines == []


def test_an_image_of_another_python(build: Build, image: str, tmp_path: Path) -> None:
    with pytest.raises(NativeBuildError, match=r"has Python 3\.11 on x86_64, and Python 3\.13 on"):
        build(Source("pure", make_sdist(tmp_path)), platform=platform_of((3, 13)))


def test_an_image_without_pip(build: Build, runtime: str, tmp_path: Path) -> None:
    with pytest.raises(NativeBuildError, match="has no pip"):
        build(Source("pure", make_sdist(tmp_path)), image=runtime, network=OFFLINE)


def test_an_unknown_debian_package(build: Build, tmp_path: Path) -> None:
    with pytest.raises(NativeBuildError, match="knows no package fxpack-none-dev"):
        build(Source("pure", make_sdist(tmp_path)), build_deps=("fxpack-none-dev",))


@pytest.mark.parametrize("name", ["--allow-downgrades", "libpq dev", "", "Lib", "$(x)"])
def test_what_is_no_name_of_a_package(build: Build, name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no name of a Debian package"):
        build(Source("pure", make_sdist(tmp_path)), build_deps=(name,))


MISSING = """
import subprocess
from setuptools import Extension, setup

with open("nowhere.c", "w") as file:
    file.write("int nowhere(void) { return 1; }")
subprocess.run(["gcc", "-shared", "-o", "libnowhere.so", "nowhere.c"], check=True)
own = Extension("own_native", ["own.c"], library_dirs=["."], libraries=["nowhere"])
setup(name="own-native", version="1.0", py_modules=[], ext_modules=[own])
"""


def test_a_library_that_is_nowhere(build: Build, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/setup.py").write_text(MISSING)
    (tmp_path / "own/own.c").write_text("int nowhere(void); int own(void) { return nowhere(); }")
    with pytest.raises(NativeBuildError, match=r"libnowhere\.so is not in .* either: name its"):
        build(Source("own-native", str(tmp_path / "own")))


# -- fxpack itself is stopped ---------------------------------------------------------------------

PROGRAM = """
import sys
from fxpack.artifact import Silent
from fxpack.pack.build_order import Source
from fxpack.pack.native import NativeBuild, build_native
from fxpack.pack.network import Network
from fxpack.platforms import platform_of

class Loud(Silent):
    def say(self, text):
        print(text, flush=True)

source, image, place = sys.argv[1:]
order = NativeBuild((Source("x", source),), platform_of((3, 11)), image, network=Network(offline=True))
build_native(order, place, Loud(), list)
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_interrupted(
    sent: signal.Signals, engine: docker.DockerClient, image: str, place: Path, tmp_path: Path
) -> None:
    source = scripted(tmp_path, FOREVER).path
    command = [sys.executable, "-c", PROGRAM, source, image, str(place)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        while not process.stdout.readline().endswith("it builds\n"):
            assert process.poll() is None
        [container] = engine.containers.list(filters={"label": LABEL})
        process.send_signal(sent)
        assert process.wait(timeout=30) != 0
    _await_removal(engine, str(container.id))


def _await_removal(engine: docker.DockerClient, number: str) -> None:
    with suppress(docker.errors.NotFound):
        engine.api.wait(number, condition="removed", timeout=30)


def test_no_engine_at_its_place(
    build: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    with pytest.raises(NativeBuildError) as told:
        build(Source("pure", make_sdist(tmp_path)))
    assert "there is no Docker at unix:///nowhere/docker.sock, as DOCKER_HOST" in str(told.value)
