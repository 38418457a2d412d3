"""`fxpack build --local` of packages that an engine has to compile."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from fxpack.artifact import SITE_PACKAGES
from tests.cli.builds import OLD, Builder, Untouched, assert_clear
from tests.docker.conftest import ONLINE_VARIABLES, PLATFORM, RunClean
from tests.docker.sources import extension
from tests.wheels import make_sdist

IN_CONTAINER = "building wheels in a container"
ESCAPE = "from markupsafe._speedups import _escape_inner as escape; print(escape('<'))"


@pytest.fixture
def azures(engine: docker.DockerClient, image: str) -> Iterator[None]:
    """The image of the tests in the place of the platform's own."""
    repository, _, tag = PLATFORM.image.rpartition(":")
    engine.images.get(image).tag(repository, tag)
    yield
    engine.images.remove(PLATFORM.image)


def app(folder: Path, requirements: str) -> Builder:
    builder = Builder(folder, requirements)
    (builder.app / ".python-version").write_text(f"{PLATFORM.version}\n")
    return builder


def packages(builder: Builder, target: Path) -> Path:
    """What a worker imports from the zip."""
    with zipfile.ZipFile(builder.out) as members:
        members.extractall(target)
    return target / SITE_PACKAGES


@pytest.mark.usefixtures("azures")
def test_the_second_build_needs_no_engine(run_clean: RunClean, tmp_path: Path) -> None:
    builder = app(tmp_path, "--no-binary markupsafe\nmarkupsafe==3.0.2\n")
    ran = builder.run(variables=ONLINE_VARIABLES)
    assert ran.code == 0, ran
    assert IN_CONTAINER in ran.err
    assert "fxpack: note: markupsafe 3.0.2: " in ran.err
    first = builder.out.read_bytes()
    assert run_clean(packages(builder, tmp_path / "zip"), ESCAPE) == "&lt;\n"

    again = builder.run(variables={**ONLINE_VARIABLES, "DOCKER_HOST": f"unix://{tmp_path}/no.sock"})
    assert again.code == 0, again
    assert IN_CONTAINER not in again.err
    assert builder.out.read_bytes() == first


@pytest.mark.usefixtures("azures")
def test_an_image_and_its_glibc(run_clean: RunClean, image: str, tmp_path: Path) -> None:
    builder = app(tmp_path, "--no-binary psycopg2\npsycopg2==2.9.10\n")
    options = ["--image", image, "--build-deps", "libpq-dev", "--quiet"]
    azures = builder.run(*options[2:], variables=ONLINE_VARIABLES)
    assert_clear(azures, 4, "GLIBC_2.34", "its target has 2.31", "--image")
    ran = builder.run(*options, variables=ONLINE_VARIABLES)
    assert (ran.code, ran.err) == (0, ""), ran
    first = builder.out.read_bytes()
    program = "import psycopg2; print(psycopg2.__libpq_version__ > 0)"
    assert run_clean(packages(builder, tmp_path / "zip"), program) == "True\n"

    again = builder.run(*options[:-1], variables=ONLINE_VARIABLES)
    assert again.code == 0, again
    assert IN_CONTAINER not in again.err
    said = f"psycopg2 2.9.10: built in {image}, needs glibc 2.34, and Azure may run Python 3.11"
    assert f"warning: {said} on 2.31 (Debian 11)\n" in again.out
    assert builder.out.read_bytes() == first
    plan = json.loads(
        builder.run(*options, "--dry-run", "--format", "json", variables=ONLINE_VARIABLES).out
    )["plan"]
    assert plan["glibc"] == "2.34"
    assert [each for each in plan["advice"] if each["message"].startswith(said)]


def test_what_is_pure_starts_no_container(tmp_path: Path) -> None:
    make_sdist(tmp_path, "pure")
    builder = app(tmp_path, "pure\n")
    ran = builder.run(
        *("--find-links", str(tmp_path), "--offline"),
        variables={"DOCKER_HOST": f"unix://{tmp_path}/no.sock"},
    )
    assert ran.code == 0, ran
    assert IN_CONTAINER not in ran.err


def test_no_engine(tmp_path: Path) -> None:
    builder = app(tmp_path, "--no-binary markupsafe\nmarkupsafe==3.0.2\n")
    untouched = Untouched(builder)
    ran = builder.run(variables={**ONLINE_VARIABLES, "DOCKER_HOST": f"unix://{tmp_path}/no.sock"})
    assert_clear(ran, 4, "markupsafe 3.0.2 (only an sdist; ", "there is no Docker at unix://")
    untouched.check()
    assert builder.out.read_bytes() == OLD


def test_a_compile_error_is_shown_with_its_lines(image: str, tmp_path: Path) -> None:
    source = extension(tmp_path / "repo/own", answer="")
    builder = app(tmp_path, f"{source.path}\n")
    untouched = Untouched(builder)
    ran = builder.run("--image", image, "--quiet", variables=ONLINE_VARIABLES)
    assert (ran.code, ran.out) == (4, ""), ran
    message, *lines = ran.err.splitlines()
    assert message.startswith("fxpack: error: own-native")
    assert "fatal error: answer.h: No such file or directory" in message
    assert any("src/own_native.c" in line for line in lines)
    untouched.check()
