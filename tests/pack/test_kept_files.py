"""What is kept of a wheel is what it has, and damage costs nothing but time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fxpack.artifact import LockedPackage, StoredWheel
from fxpack.pack import kept_files
from fxpack.pack.kept_files import KeptFiles
from fxpack.pack.wheel import install
from fxpack.pack.wheelfacts import facts_of
from tests.wheels import make_wheel


@pytest.fixture
def wheel(tmp_path: Path) -> StoredWheel:
    path = make_wheel(
        tmp_path,
        "pkg",
        files={"pkg/__init__.py": "x = 1\n" * 100, "pkg/ünï.txt": "", "pkg/run": "#!/bin/sh\n"},
        data={"scripts/tool": "#!python\n"},
        entry_points="[console_scripts]\npkg = pkg:main\n",
        executable={"pkg/run"},
        stored={"pkg/__init__.py"},
    )
    return stored(path)


def stored(path: str) -> StoredWheel:
    package = LockedPackage(name="pkg", version="1.0", kind="wheel", location=path, requested=True)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return StoredWheel(path, digest, package, facts_of(path))


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(str(tmp_path / "files"))


def files(kept: KeptFiles) -> list[Path]:
    return sorted(Path(kept.folder).iterdir())


def test_is_what_installing_makes(wheel: StoredWheel, kept: KeptFiles) -> None:
    first = kept.installed(wheel)
    assert sorted(first) == sorted(install(wheel))
    assert sorted(kept.installed(wheel)) == sorted(first)


def test_is_not_made_again(
    wheel: StoredWheel, kept: KeptFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept.installed(wheel)

    def fail(_: StoredWheel) -> None:
        pytest.fail("the wheel was looked through again")

    monkeypatch.setattr(kept_files, "install", fail)
    assert sorted(kept.installed(wheel)) == sorted(first)


def test_another_way_to_install_is_another_answer(wheel: StoredWheel, kept: KeptFiles) -> None:
    kept.installed(wheel)
    package = wheel.package
    for other in (
        package._replace(requested=False),
        package._replace(direct_url={"url": "https://example.org/pkg.whl", "archive_info": {}}),
    ):
        as_other = wheel._replace(package=other)
        assert sorted(kept.installed(as_other)) == sorted(install(as_other))
    assert len(files(kept)) == 3


def test_another_place_of_the_wheel_is_heeded(
    wheel: StoredWheel, kept: KeptFiles, tmp_path: Path
) -> None:
    kept.installed(wheel)
    moved = tmp_path / "elsewhere" / Path(wheel.path).name
    moved.parent.mkdir()
    Path(wheel.path).rename(moved)
    there = wheel._replace(path=str(moved))
    assert sorted(kept.installed(there)) == sorted(install(there))


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "[[], 1]", "[[[1]], []]", "[1, []]", '[[], [["a", 1, "?", true]]]']
)
def test_damage_is_mended(wheel: StoredWheel, kept: KeptFiles, damage: str) -> None:
    kept.installed(wheel)
    (path,) = files(kept)
    before = path.read_text()
    path.write_text(damage)
    assert sorted(kept.installed(wheel)) == sorted(install(wheel))
    assert path.read_text() == before


def test_folder_that_cannot_be_written(wheel: StoredWheel, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptFiles(str(tmp_path / "file/below"))
    assert sorted(kept.installed(wheel)) == sorted(install(wheel))
