"""Wheels that are built in the container of one image and used in another, clean one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import docker
import pytest

from fxpack.pack.build_order import Source
from fxpack.pack.container import LABEL
from fxpack.pack.engine import image_id
from fxpack.pack.network import Network
from fxpack.pack.wheelfacts import facts_of
from tests.docker.conftest import Build, Heard, RunClean
from tests.docker.sources import extension, needing, scripted
from tests.wheels import make_sdist, make_source, source_tree

OFFLINE = Network(offline=True)

Sdist = Callable[[str], Source]


def test_c_and_cpp_extensions_from_sdists(
    build: Build, sdist: Sdist, run_clean: RunClean, place: Path
) -> None:
    heard = Heard()
    wheels = build(sdist("markupsafe==3.0.2"), sdist("ujson==5.10.0"), heard=heard)
    assert [wheel.bundled for wheel in wheels] == [(), ()]
    assert [wheel.source.name for wheel in wheels] == ["markupsafe 3.0.2", "ujson 5.10.0"]
    assert any("g++" in line for line in heard.lines if line.startswith("ujson 5.10.0: "))
    program = (
        "import ujson; from markupsafe._speedups import _escape_inner as escape;"
        "print(ujson.dumps([1]), escape('<'))"
    )
    assert run_clean(wheels, program) == "[1] &lt;\n"
    owner = os.stat(wheels[0].path)
    assert (owner.st_uid, owner.st_gid) == (os.getuid(), os.getgid())


def test_a_library_that_the_clean_image_lacks_is_bundled(
    build: Build, sdist: Sdist, run_clean: RunClean
) -> None:
    heard = Heard()
    source = sdist("psycopg2==2.9.10")
    [wheel] = build(source, heard=heard, build_deps=("libpq-dev",))
    assert any(name.startswith("libpq-") for name in wheel.bundled)
    assert heard.lines[-1].startswith("psycopg2 2.9.10: Azure lacks libpq.so.5; copied into the")
    assert all(name in heard.lines[-1] for name in wheel.bundled)
    tags = facts_of(wheel.path).tags
    assert tags == (
        "cp311-cp311-manylinux_2_34_x86_64",
        "cp311-cp311-manylinux_2_36_x86_64",
    )
    program = "import psycopg2\ntry: psycopg2.connect('host=/nowhere')\nexcept psycopg2.Error as e:"
    said = run_clean([wheel], program + " print(e)")
    assert 'connection to server on socket "/nowhere/' in said


def test_a_folder_with_a_c_extension(build: Build, run_clean: RunClean, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    source = extension(folder)
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    wheels = build(source)
    assert run_clean(wheels, "import own_native; print(own_native.answer())") == "42\n"
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before


def test_the_same_wheel_every_time(build: Build, place: Path, tmp_path: Path) -> None:
    source = extension(tmp_path / "own")
    contents = []
    for _ in range(2):
        [wheel] = build(source)
        contents.append(Path(wheel.path).read_bytes())
        os.unlink(wheel.path)
    assert contents[0] == contents[1]


def test_the_container_knows_nothing_of_this_machine(
    build: Build, engine: docker.DockerClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FXPACK_TEST_OF_THE_HOST", "1")
    seen: list[dict[str, object]] = []

    def look(line: str) -> None:
        if "environment:" in line:
            [container] = engine.containers.list(filters={"label": LABEL})
            seen.append(container.attrs)

    heard = Heard(look)
    script = """
import stat
print("environment:", *sorted(os.environ))
print("user:", os.getuid(), os.getgid(), os.access("/etc", os.W_OK), open("/proc/self/status").read())
for folder, _, names in os.walk("/fxpack/in"):
    print("writable:", [name for name in names if os.access(os.path.join(folder, name), os.W_OK)])
print("network:", sorted(os.listdir("/sys/class/net")))
"""
    build(scripted(tmp_path, script), heard=heard, network=OFFLINE)
    [attrs] = seen
    host = attrs["HostConfig"]
    assert isinstance(host, dict)
    assert attrs["Mounts"] == []
    assert host["Binds"] in (None, [])
    assert host["NetworkMode"] == "none"
    assert host["Memory"] > 0
    assert host["PidsLimit"] > 0
    assert "FXPACK_TEST_OF_THE_HOST" not in heard.text
    assert "user: 10001 10001 False" in heard.text
    assert re.search(r"NoNewPrivs:\s+1\b", heard.text)
    assert re.search(r"CapEff:\s+0{16}\b", heard.text)
    assert re.search(r"CapBnd:\s+0{16}\b", heard.text)
    assert "writable: []" in heard.text
    assert "network: ['lo']" in heard.text


def test_builds_run_side_by_side(build: Build, tmp_path: Path) -> None:
    meet = """
open("/fxpack/work/{own}", "w").close()
while not os.path.exists("/fxpack/work/{other}"): pass
"""
    pair = [("one", "two"), ("two", "one")]
    sources = [scripted(tmp_path, meet.format(own=own, other=other), own) for own, other in pair]
    assert len(build(*sources, network=OFFLINE)) == 2


def test_what_another_needs_is_built_before(build: Build, tmp_path: Path) -> None:
    first = Source("early", make_source(tmp_path / "early", source_tree("early")))
    wheels = build(needing(tmp_path / "late", "late", "early"), first, network=OFFLINE)
    assert [wheel.source.name for wheel in wheels] == ["late", "early"]


def test_wheels_in_a_folder_are_found(build: Build, tmp_path: Path) -> None:
    make_sdist(tmp_path / "links", "early")
    network = Network(offline=True, find_links=(str(tmp_path / "links"),))
    assert build(needing(tmp_path / "late", "late", "early"), network=network)


def test_what_is_left_of_others_is_removed(
    build: Build, engine: docker.DockerClient, image: str, tmp_path: Path
) -> None:
    old = engine.containers.run(image, ["true"], labels={LABEL: "1"}, detach=True)
    old.wait()
    build(Source("pure", make_sdist(tmp_path)), network=OFFLINE)
    assert engine.containers.list(all=True, filters={"label": LABEL}) == []


def test_the_id_of_an_image(engine: docker.DockerClient, image: str) -> None:
    assert image_id(image) == engine.images.get(image).id
    assert image_id("fxpack-test/no-such:1") == ""
