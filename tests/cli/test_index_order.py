"""--index-strategy, for builds and locks: what is chosen, what is said, and when."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.builds import Builder, assert_clear
from tests.cli.conftest import Fxpack, write
from tests.cli.locks import Bench
from tests.conftest import Indexes
from tests.wheels import make_wheel

SAFE = "plain 1.0 is from the first index that has the name, and pip would take 2.0 from another"
UNSAFE = "plain 2.0 is the highest version of all indexes"


@pytest.fixture
def places(tmp_path: Path, indexes: Indexes) -> dict[str, str]:
    """A private index, and a public one that has more of its packages."""
    make_wheel(tmp_path / "private", "plain", "1.0")
    make_wheel(tmp_path / "public", "plain", "2.0")
    return {
        "PIP_EXTRA_INDEX_URL": indexes.real(tmp_path / "private").url,
        "PIP_INDEX_URL": indexes.real(tmp_path / "public").url,
    }


@pytest.mark.parametrize(
    ("options", "version", "said"),
    [
        ((), "1.0", SAFE),
        (("--index-strategy", "first-index"), "1.0", SAFE),
        (("--index-strategy", "pip"), "2.0", UNSAFE),
        (("--index-strategy", "pip", "--installer", "pip"), "2.0", UNSAFE),
    ],
)
def test_built(
    tmp_path: Path, places: dict[str, str], options: tuple[str, ...], version: str, said: str
) -> None:
    builder = Builder(tmp_path / "build", "plain\n")
    ran = builder.run(*options, variables=places)
    assert ran.code == 0, ran
    with zipfile.ZipFile(builder.out) as archive:
        names = archive.namelist()
    assert f".python_packages/lib/site-packages/plain-{version}.dist-info/METADATA" in names
    assert said in " ".join((ran.out + ran.err).split())


def test_pip_as_the_installer_keeps_the_order_or_stops(
    tmp_path: Path, places: dict[str, str]
) -> None:
    builder = Builder(tmp_path / "build", "plain\n")
    ran = builder.run("--installer", "pip", variables=places)
    assert_clear(ran, 3, "pip takes plain 2.0", "has 1.0", "--index-strategy pip")


@pytest.mark.parametrize(
    ("options", "version", "said"),
    [
        ((), "1.0", SAFE),
        (("--engine", "uv", "--index-strategy", "pip"), "2.0", UNSAFE),
        (("--engine", "pip-tools", "--index-strategy", "pip"), "2.0", UNSAFE),
    ],
)
def test_locked(
    tmp_path: Path,
    fxpack: Fxpack,
    places: dict[str, str],
    options: tuple[str, ...],
    version: str,
    said: str,
) -> None:
    bench = Bench(tmp_path, fxpack)
    bench.write("plain\n")
    ran = bench.run("lock", "app", *options, **bench.variables() | places)
    assert ran.code == 0, ran
    assert f"plain=={version}" in bench.text()
    assert said in " ".join(ran.err.split())
    header = bench.text().splitlines()[1]
    assert ("--index-strategy pip" in header) == ("--index-strategy" in options)
    # what is kept is the same in any order
    again = bench.run("lock", "app", *options, "--check", **bench.variables() | places)
    assert again.code == 0, again


def test_pip_tools_keeps_the_order_or_stops(
    tmp_path: Path, fxpack: Fxpack, places: dict[str, str]
) -> None:
    bench = Bench(tmp_path, fxpack)
    bench.write("plain\n")
    ran = bench.run("lock", "app", "--engine", "pip-tools", **bench.variables() | places)
    assert_clear(ran, 3, "pip takes plain 2.0", "has 1.0", "--index-strategy pip")
    assert not (bench.app / "requirements.txt").exists()


def test_a_remote_build_does_not_have_what_settings_files_name(
    root: Path, tmp_path: Path, fxpack: Fxpack
) -> None:
    write(root / "app", {"requirements.txt": "azure-functions\n"})
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://me:hunter22@pip.invalid/s\n")
    told = {"PIP_CONFIG_FILE": str(tmp_path / "pip.conf")}
    ran = fxpack("build", "app", "--remote", "--no-lint", **told)
    assert ran.code == 0, ran
    assert "the index at pip.invalid is asked on this machine" in " ".join(ran.out.split())
    assert "hunter22" not in ran.out + ran.err
