"""A real engine: DOCKER_HOST says where, FXPACK_TEST_IMAGE and FXPACK_TEST_RUNTIME_IMAGE what it has.

`.ci/docker` brings all three, and sets FXPACK_DOCKER_REQUIRED, with which nothing is skipped.
"""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import docker
import pytest
import requests

from fxpack.artifact import Silent
from fxpack.pack.asked import Exported
from fxpack.pack.build_order import Source
from fxpack.pack.container import LABEL, Limits
from fxpack.pack.native import BuiltWheel, NativeBuild, build_native
from fxpack.pack.network import Network
from fxpack.pack.repair import tools_from
from fxpack.pack.resolve import Wants, resolve
from fxpack.pack.store import Store
from fxpack.platforms import Platform, platform_of
from tests.cli.conftest import runner
from tests.cli.locks import Bench

PLATFORM = platform_of((3, 11))
"""Debian 12, of which the images of `.ci/docker` are, has Python 3.11."""


ONLINE = Network()
ONLINE_VARIABLES: Mapping[str, str] = MappingProxyType({"HTTPS_PROXY": "", "UV_HTTP_RETRIES": "5"})
"""Of a command that reaches PyPI, which the tests of the command line shut out."""
USUAL = Limits()


class Heard(Silent):
    """What a build says, and what is to happen when it says something."""

    def __init__(self, then: Callable[[str], None] = lambda _: None) -> None:
        self.lines: list[str] = []
        self._then = then

    def say(self, text: str) -> None:
        self.lines.append(text)
        self._then(text)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def _named(variable: str) -> str:
    name = os.environ.get(variable, "")
    if name:
        return name
    if os.environ.get("FXPACK_DOCKER_REQUIRED"):
        pytest.fail(f"{variable} names no image: `.ci/docker` makes one")
    pytest.skip(f"{variable} names no image: `.ci/docker` makes one, and an engine for it")


@pytest.fixture(scope="session")
def image() -> str:
    """Where wheels are built: Debian 12 with a compiler."""
    return _named("FXPACK_TEST_IMAGE")


@pytest.fixture(scope="session")
def runtime() -> str:
    """Where they are used: Debian 12 with Python and nothing else."""
    return _named("FXPACK_TEST_RUNTIME_IMAGE")


@pytest.fixture(scope="session")
def engine(image: str) -> Iterator[docker.DockerClient]:
    client = docker.from_env()
    yield client
    client.close()


@pytest.fixture(autouse=True)
def nothing_left(engine: docker.DockerClient, place: Path) -> Iterator[None]:
    """After whatever happens: no container, no volume, no image of ours."""
    images = {each.id for each in engine.images.list()}
    yield
    assert engine.containers.list(all=True, filters={"label": LABEL}) == []
    assert engine.volumes.list() == []
    assert {each.id for each in engine.images.list()} == images


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(str(tmp_path_factory.mktemp("store")))


Build = Callable[..., tuple[BuiltWheel, ...]]


@pytest.fixture
def build(image: str, place: Path, store: Store) -> Build:
    """Builds sources in the image."""

    def built(
        *sources: Source,
        heard: Heard | None = None,
        network: Network = ONLINE,
        build_deps: tuple[str, ...] = (),
        limits: Limits = USUAL,
        image: str = image,
        platform: Platform = PLATFORM,
    ) -> tuple[BuiltWheel, ...]:
        order = NativeBuild(sources, platform, image, build_deps, network, limits)
        tools = tools_from(platform, store, Network(), Silent())
        return build_native(order, str(place), heard or Heard(), tools)

    return built


@pytest.fixture(scope="session")
def sdist(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Source]:
    """An sdist from PyPI, locked as a build locks it."""

    def fetched(requirement: str) -> Source:
        name = requirement.partition("==")[0]
        text = f"--no-binary {name}\n{requirement}\n".encode()
        wants = Wants(store.folder, Exported(text, "the test"), PLATFORM)
        [package] = (each for each in resolve(wants, store, Silent()).packages if each.name == name)
        assert package.kind == "sdist"
        answer = requests.get(package.location, timeout=60)
        answer.raise_for_status()
        path = tmp_path_factory.mktemp("sdist") / package.filename
        path.write_bytes(answer.content)
        return Source(f"{name} {package.version}", str(path))

    return fetched


RunClean = Callable[[Path | Sequence[BuiltWheel], str], str]


@pytest.fixture
def run_clean(engine: docker.DockerClient, runtime: str, tmp_path: Path) -> RunClean:
    """What a program prints in a clean container that has these packages and nothing else.

    They are wheels, which are unzipped, or a folder that has them.
    """

    def run(packages: Path | Sequence[BuiltWheel], program: str) -> str:
        site = packages if isinstance(packages, Path) else tmp_path / "site"
        for wheel in () if isinstance(packages, Path) else packages:
            with zipfile.ZipFile(wheel.path) as members:
                members.extractall(site)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as archive:
            archive.add(site, "site")
        command = ["python3", "-c", program]
        container = engine.containers.create(
            runtime, command, environment={"PYTHONPATH": "/site"}, network_mode="none"
        )
        try:
            container.put_archive("/", packed.getvalue())
            container.start()
            code = container.wait()["StatusCode"]
            said = container.logs().decode()
        finally:
            container.remove(force=True)
        assert code == 0, said
        return said

    return run


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An app to lock."""
    folder = tmp_path / "bench"
    (folder / "repo/.git").mkdir(parents=True)
    return Bench(folder, runner(folder / "repo", folder, seconds=300))


@pytest.fixture
def inside(image: str) -> list[str]:
    """The options that lock it in a container."""
    return ["--in", "docker", "--image", image, "--python", PLATFORM.version]
