"""`fxpack build --local` of packages that have to be compiled, where nobody can compile them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.builds import Builder, Untouched, assert_clear
from tests.cli.conftest import Fxpack, write
from tests.wheels import make_sdist

REQUIREMENTS = "one\ntwo\npure\n"


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path, REQUIREMENTS)


@pytest.fixture
def sdists(tmp_path: Path) -> Path:
    folder = tmp_path / "sdists"
    folder.mkdir()
    make_sdist(folder, "one", native=True)
    make_sdist(folder, "two", native=True)
    make_sdist(folder, "pure")
    return folder


@pytest.mark.parametrize("native", ["auto", "docker"])
def test_no_engine(builder: Builder, sdists: Path, tmp_path: Path, native: str) -> None:
    untouched = Untouched(builder)
    options = ["--find-links", str(sdists), "--offline", "--native", native]
    ran = builder.run(*options, variables={"DOCKER_HOST": f"unix://{tmp_path}/no.sock"})
    assert_clear(ran, 4, "one 1.0 (only an sdist; ", "two 1.0 (only an sdist; ", "no Docker at")
    untouched.check()


def test_never(builder: Builder, sdists: Path) -> None:
    untouched = Untouched(builder)
    ran = builder.run("--find-links", str(sdists), "--offline", "--native", "never")
    assert_clear(ran, 4, "one 1.0 (only an sdist; ", "--find-links", "--remote", "versions")
    untouched.check()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--build-deps", "libpq-dev; id"], '--build-deps: "libpq-dev;" is no name of a Debian'),
        (["--build-deps", "-y"], '--build-deps: "-y" is no name of a Debian package'),
        (["--image", ""], "--image: the name of an image is needed"),
        (["--image", "a b"], "--image: the name of an image is needed"),
        (["--image", "a", "--native", "host"], "--image: with --native host there is no container"),
        (
            ["--build-deps", "gcc", "--native", "never"],
            "--build-deps: with --native never there is no container",
        ),
    ],
)
def test_what_makes_no_sense(builder: Builder, options: list[str], said: str) -> None:
    assert_clear(builder.run(*options), 2, said)


@pytest.mark.parametrize("options", [["--image", "debian:12"], ["--build-deps", "gcc"]])
def test_only_local_builds_compile(fxpack: Fxpack, root: Path, options: list[str]) -> None:
    write(root)
    ran = fxpack("build", "--remote", *options)
    assert (ran.code, ran.err) == (
        2,
        f"fxpack: error: {options[0]}: only a local build compiles: add --local, or leave it out\n",
    )
