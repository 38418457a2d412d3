"""Who compiles what, without an engine: `tests/docker` has one."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fxpack.artifact import LockedPackage, SharedObject, StoredWheel, WheelFacts
from fxpack.errors import NativeBuildError
from fxpack.pack.compiled import NEVER, Native, why_not_host, widened
from fxpack.pack.fetch import fetch
from fxpack.pack.native import BuiltWheel, NativeBuild
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from fxpack.platforms import Platform, platform_of
from tests.pack.fetching import Heard, left
from tests.wheels import make_sdist, make_source, make_wheel, source_tree

OWN = platform_of((3, 12))._replace(python=sys.version_info[:2], glibc=(2, 99))
"""As if Azure had the Python of the tests and a glibc that is newer than that of any machine."""

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux compiles for Azure")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.fixture(autouse=True)
def own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fxpack.pack.sdist.interpreter", lambda version: sys.executable)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")


def sdist(folder: Path, name: str, *, native: bool = True) -> LockedPackage:
    path = make_sdist(folder, name, native=native)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return LockedPackage(
        name, "1.0", "sdist", path, os.path.basename(path), hashes={"sha256": digest}
    )


def folder(path: Path, name: str) -> LockedPackage:
    return LockedPackage(
        name, "", "directory", make_source(path / name, source_tree(name, native=True))
    )


def fetched(
    store: Store,
    *packages: LockedPackage,
    native: Native,
    platform: Platform = OWN,
    heard: Heard | None = None,
) -> Sequence[StoredWheel]:
    return fetch(packages, platform, store, Network(), heard or Heard(), native=native)


class Engine:
    """In the place of one: what it was asked to build, and wheels that were made before."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.orders: list[list[str]] = []
        self.sources: list[list[str]] = []
        self._folder = folder
        monkeypatch.setattr("fxpack.pack.engine.connect", lambda: self)
        monkeypatch.setattr("fxpack.pack.native.build_native", self._build)

    def close(self) -> None: ...

    def _build(self, order: NativeBuild, place: str, *_: object) -> tuple[BuiltWheel, ...]:
        self.orders.append([source.name for source in order.sources])
        self.sources.append(
            sorted(
                name
                for source in order.sources
                if os.path.isdir(source.path)
                for name in os.listdir(source.path)
            )
        )
        made = []
        for source in order.sources:
            path = make_wheel(
                self._folder, source.name.partition(" ")[0], files={"built.so": place}
            )
            made.append(BuiltWheel(source, shutil.copy(path, place), order.platform.glibc))
        return tuple(made)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    (tmp_path / "made").mkdir()
    return Engine(tmp_path / "made", monkeypatch)


# -- in a container -------------------------------------------------------------------------------


def test_only_what_is_native_goes_into_a_container(
    store: Store, tmp_path: Path, engine: Engine
) -> None:
    heard = Heard()
    pure = sdist(tmp_path, "pure", native=False)
    packages = [sdist(tmp_path, "one"), pure, folder(tmp_path, "two")]

    wheels = fetched(store, *packages, native=Native(), heard=heard)

    assert [wheel.facts.name for wheel in wheels] == ["one", "pure", "two"]
    assert engine.orders == [["one 1.0", "two"]]
    # What this machine has built in them does not come along.
    assert engine.sources == [sorted({"pyproject.toml", "backend.py", "two"})]
    assert heard.stages == [("building wheels", None), ("building wheels in a container", None)]
    assert left(store) == []


def test_what_was_compiled_is_kept_by_all_that_it_was_made_of(
    store: Store, tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sdist(tmp_path, "one")
    (first,) = fetched(store, one, native=Native())
    (again,) = fetched(store, one, native=Native("docker"), heard=(heard := Heard()))
    assert (first, heard.stages) == (again, [])
    assert len(engine.orders) == 1

    fetched(store, one, native=Native(build_deps=("libpq-dev",)))
    fetched(store, one, native=Native(), platform=OWN._replace(glibc=(2, 98)))
    monkeypatch.setattr("fxpack.pack.engine.image_id", lambda image: f"sha256:{image}")
    for image in ("a", "b", "a"):
        fetched(store, one, native=Native(image=image))
    assert len(engine.orders) == 5
    with pytest.raises(NativeBuildError):
        fetched(store, one, native=NEVER)


def test_a_folder_may_have_changed(store: Store, tmp_path: Path, engine: Engine) -> None:
    for _ in range(2):
        fetched(store, folder(tmp_path, "two"), native=Native())
    assert len(engine.orders) == 2


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("native", [Native(), Native("docker"), Native(image="debian:12")])
def test_no_engine(store: Store, tmp_path: Path, native: Native) -> None:
    packages = [sdist(tmp_path, "one"), folder(tmp_path, "two")]
    with pytest.raises(NativeBuildError) as raised:
        fetched(store, *packages, native=native)
    text = str(raised.value)
    for said in ("one 1.0 (only an sdist; ", "two (only a folder; ", "no Docker at unix://"):
        assert said in text
    for way in ("--find-links", "--remote", "DOCKER_HOST"):
        assert text.count(way) == 1 + (way == "DOCKER_HOST")
    assert "\n" not in text
    assert left(store) == []


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("native", [Native(), Native(image="debian:12")])
def test_what_is_pure_needs_no_engine(store: Store, tmp_path: Path, native: Native) -> None:
    pure = sdist(tmp_path, "pure", native=False)
    assert fetched(store, pure, native=native) == fetched(store, pure, native=native)


# -- on this machine ------------------------------------------------------------------------------


@ON_LINUX
@pytest.mark.usefixtures("no_engine")
def test_this_machine_where_it_is_as_the_target_is(store: Store, tmp_path: Path) -> None:
    one = sdist(tmp_path, "one")
    (wheel,) = fetched(store, one, native=Native("host"))
    assert wheel.facts.objects[0].path.startswith("one/_native.")
    # It is nobody else's.
    with pytest.raises(NativeBuildError, match="has compiled code"):
        fetched(store, one, native=Native())


@ON_LINUX
@pytest.mark.parametrize(
    ("platform", "said"),
    [
        (OWN._replace(glibc=(2, 5)), r"this machine has glibc .*, and Azure has glibc 2\.5;?"),
        (OWN._replace(python=(3, 1)), r"this machine has no Python 3\.1\)"),
        (OWN._replace(machine="pdp11"), r"this machine is no Linux on pdp11\)"),
    ],
)
def test_this_machine_is_another(
    store: Store, tmp_path: Path, platform: Platform, said: str
) -> None:
    with pytest.raises(NativeBuildError, match=rf"one 1\.0 \(only an sdist; --native host: {said}"):
        fetched(store, sdist(tmp_path, "one"), native=Native("host"), platform=platform)


@pytest.mark.parametrize(
    ("libc", "said"), [(("", ""), "has no glibc, and"), (("glibc", "2.99.1"), "")]
)
def test_libraries_of_other_kinds(
    libc: tuple[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("platform.libc_ver", lambda: libc)
    assert said in why_not_host(OWN)
    assert bool(said) == bool(why_not_host(OWN))


# -- the glibc of an image ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "tags", "needed", "glibc"),
    [
        ("wheel", ["cp311-cp311-manylinux_2_36_x86_64"], (2, 34), (2, 31)),
        ("sdist", ["cp311-cp311-linux_x86_64"], (2, 34), (2, 34)),
        ("sdist", ["cp311-cp311-linux_x86_64"], (2, 5), (2, 31)),
        ("vcs", ["cp311-cp311-linux_x86_64"], None, (2, 31)),
        ("sdist", ["cp311-cp311-manylinux_2_36_x86_64"], (2, 34), (2, 36)),
        (
            "directory",
            ["cp311-cp311-manylinux_2_34_x86_64", "cp311-cp311-manylinux_2_36_x86_64"],
            (2, 33),
            (2, 34),
        ),
    ],
)
def test_the_image_decides_of_what_was_built_in_it(
    kind: str, tags: list[str], needed: tuple[int, int] | None, glibc: tuple[int, int]
) -> None:
    facts = WheelFacts(
        name="pkg",
        version="1.0",
        tags=tuple(tags),
        objects=(SharedObject("pkg/a.so", "x86_64", glibc=needed),),
    )
    package = LockedPackage("pkg", "1.0", kind, "")  # type: ignore[arg-type]
    wheels = [StoredWheel("pkg.whl", "00", package, facts)]
    assert widened(platform_of((3, 11)), wheels).glibc == glibc
