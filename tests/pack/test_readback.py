"""Zips read back: whatever they hold, there is an answer."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxpack.archive import Distribution, Packed
from fxpack.artifact import SITE_PACKAGES, SharedObject
from fxpack.errors import FileError
from fxpack.model import Target
from fxpack.pack.readback import read_archive, read_owners
from fxpack.platforms import newest, platform_of
from fxpack.read.project import read_project
from tests.archives import app_zip, judged, write_zip
from tests.elf import make_elf

PACKAGE = {
    f"{SITE_PACKAGES}/a/__init__.py": "",
    f"{SITE_PACKAGES}/a/x.cpython-312-x86_64-linux-gnu.so (x86_64, needs libc.so.6)": "",
    f"{SITE_PACKAGES}/A.b-1.0.dist-info/METADATA": """Metadata-Version: 2.1
Name: A.b
Version: 1.0
Requires-Dist: c>=1;
  python_version > "3"
Requires-Dist: d

Requires-Dist: not-me
""",
    f"{SITE_PACKAGES}/A.b-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\r\nTag: py3-none-any\r\n\r\n",
    f"{SITE_PACKAGES}/A.b-1.0.dist-info/RECORD": (
        "a/__init__.py,,\n../../bin/a,,\na/gone.py,,\nA.b-1.0.dist-info/RECORD,,\n"
    ),
    ".python_packages/bin/a": "",
}
NATIVE = SharedObject(
    path=f"{SITE_PACKAGES}/a/x.cpython-312-x86_64-linux-gnu.so",
    machine="x86_64",
    needed=("libc.so.6",),
)


def test_all_of_it(tmp_path: Path) -> None:
    path = str(app_zip(tmp_path / "app.zip", {"lib/own.so (x86_64)": "", "f/": ""}, PACKAGE))
    archive = read_archive(path, shown="app.zip")
    assert (archive.path, archive.size) == ("app.zip", os.path.getsize(path))
    assert (archive.platform, archive.told_by) == (platform_of((3, 12)), "packages")
    assert (archive.broken, dict(archive.damaged), archive.is_readable) == ("", {}, True)
    assert archive.has_packages
    assert Packed("f/", 0, 2, 0o100644, 8) in archive.members
    assert sorted(archive.files) == [
        "f/__init__.py",
        "f/function.json",
        "host.json",
        "lib/own.so",
        "requirements.txt",
    ]
    assert archive.files["requirements.txt"] == b"azure-functions\n"
    assert [function.name for function in archive.functions] == ["f"]
    assert archive.distributions == (
        Distribution(
            name="a-b",
            version="1.0",
            folder=f"{SITE_PACKAGES}/A.b-1.0.dist-info",
            tags=("py3-none-any",),
            requires=('c>=1; python_version > "3"', "d"),
        ),
    )
    assert archive.objects == (NATIVE, SharedObject("lib/own.so", "x86_64"))


def test_owners(tmp_path: Path) -> None:
    path = str(app_zip(tmp_path / "app.zip", PACKAGE))
    info = f"{SITE_PACKAGES}/A.b-1.0.dist-info"
    assert read_owners(path, read_archive(path)) == dict.fromkeys(
        [
            f"{SITE_PACKAGES}/a/__init__.py",
            ".python_packages/bin/a",
            f"{info}/METADATA",
            f"{info}/WHEEL",
            f"{info}/RECORD",
        ],
        "a-b",
    )


def test_what_is_known_is_not_looked_at(tmp_path: Path) -> None:
    trees = [{"lib/own.so (x86_64)": "", "x.txt (damaged)": ""}, PACKAGE]
    path = str(app_zip(tmp_path / "app.zip", *trees))
    known = NATIVE._replace(machine="told")
    archive = read_archive(path, platform_of((3, 13)), known={known.path: known})
    assert (archive.platform.version, archive.told_by) == ("3.13", "--python")
    assert archive.objects == (known, SharedObject("lib/own.so", "x86_64"))
    assert not archive.damaged


def test_the_app_in_it_can_be_linted(tmp_path: Path) -> None:
    archive = read_archive(str(app_zip(tmp_path / "app.zip", PACKAGE)))
    project = read_project(archive.files, target=Target(python=(3, 12)))
    assert project.host is not None
    (function,) = project.functions
    assert function.signature is not None


def test_python_of_most_packages(tmp_path: Path) -> None:
    def told(*names: str) -> tuple[str, str]:
        tree = {f"{SITE_PACKAGES}/{name}": "" for name in names}
        archive = read_archive(str(app_zip(tmp_path / "app.zip", tree)))
        return archive.platform.version, archive.told_by

    assert told() == (platform_of(newest()).version, "default")
    assert told("a.abi3.so") == (platform_of(newest()).version, "default")
    assert told("a.cpython-311-x86_64-linux-gnu.so") == ("3.11", "packages")
    assert told("a.cpython-39-x86_64-linux-gnu.so") == (platform_of(newest()).version, "default")
    names = ["a.cp312-win_amd64.pyd", "b.cpython-310-darwin.so", "c.cpython-310-darwin.so"]
    assert told(*names) == ("3.10", "packages")


@pytest.mark.parametrize("name", ["", "gone.zip"])
def test_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read: "):
        read_archive(str(tmp_path / name))


def test_a_zip_of_another_maker(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as opened:
        opened.mkdir("f")
        opened.writestr("host.json", "{}")
        opened.writestr("f/a.so", make_elf(size=20 << 20), zipfile.ZIP_STORED)
    archive = read_archive(str(tmp_path / "app.zip"))
    assert [each.path for each in archive.objects] == ["f/a.so"]
    assert [each.code for each in judged(archive)] == ["FX913", "FX914"]


def test_content_that_cannot_be_had_is_an_error_of_reading(tmp_path: Path) -> None:
    archive = read_archive(
        str(write_zip(tmp_path / "app.zip", {"a (damaged)": "", "b (100 MB)": ""})), known={}
    )
    with pytest.raises(OSError, match="damaged"):
        archive.files["a"]
    with pytest.raises(OSError, match="it has 100,000,000 bytes"):
        archive.files["b"]
    with pytest.raises(KeyError):
        archive.files["c"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return app_zip(tmp_path_factory.mktemp("zip") / "app.zip", PACKAGE).read_bytes()


NAMES = st.sampled_from(
    ["host.json", "f/function.json", "requirements.txt", f"{SITE_PACKAGES}/a-1.dist-info/METADATA",
     f"{SITE_PACKAGES}/a-1.dist-info/WHEEL", f"{SITE_PACKAGES}/a/b.so", "local.settings.json", "a.pem"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.floats(0, 1), st.binary(min_size=1, max_size=6))
def test_damaged_zips(tmp_path: Path, whole: bytes, where: float, junk: bytes) -> None:
    path = tmp_path / "app.zip"
    at = int(where * (len(whole) - 1))
    for data in (whole[:at], whole[at:], whole[:at] + junk + whole[at + len(junk) :]):
        path.write_bytes(data)
        judged(read_archive(str(path)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=60) | st.text(max_size=60).map(str.encode)))
def test_files_with_anything_in_them(tmp_path: Path, tree: dict[str, bytes]) -> None:
    path = app_zip(tmp_path / "app.zip", PACKAGE, tree)
    archive = read_archive(str(path))
    judged(archive)
    read_owners(str(path), archive)


def test_prefixes(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "app.zip"
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        assert read_archive(str(path)).broken
