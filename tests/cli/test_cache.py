"""`fxpack cache`: what is kept, where, and what goes when it is not used."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from fxpack.app.cache import prune
from fxpack.errors import FileError
from fxpack.pack.store import Store
from tests.cli.conftest import Fxpack
from tests.wheels import make_wheel

DAY = 24 * 60 * 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(folder: Path) -> Store:
    return Store(str(folder / "packages"))


def age(folder: Path, days: int) -> None:
    """Make all that is in a folder older."""
    then = time.time() - days * DAY
    for path in folder.rglob("*"):
        os.utime(path, (then, then))


def wheel(store: Store, folder: Path, name: str) -> str:
    """A wheel in the store that was built from something; its sha256."""
    stored = store.add(make_wheel(folder, name))
    store.record_built(f"sources of {name}", stored)
    return stored.sha256


def test_nothing_is_there(fxpack: Fxpack, folder: Path) -> None:
    assert fxpack("cache").out == f"{folder}: 0 B\n"
    assert fxpack("cache", "prune").out == f"{folder}: 0 B freed, 0 B left\n"
    assert not folder.exists()


def test_where(fxpack: Fxpack, folder: Path) -> None:
    ran = fxpack("cache", "dir")
    assert (ran.code, ran.out) == (0, f"{folder}\n")


def test_how_much(fxpack: Fxpack, folder: Path, tmp_path: Path, store: Store) -> None:
    folder.mkdir()
    (folder / "0123.json").write_text("{}")
    wheel(store, tmp_path, "plain")
    wheel(store, tmp_path, "other")
    lines = fxpack("cache", "size").out.splitlines()
    assert [line.split()[:-2] for line in lines[1:]] == [
        ["2", "wheels"],
        ["2", "names", "of", "wheels"],
        ["1", "answers", "of", "lint"],
    ]


def test_what_is_not_used_goes(fxpack: Fxpack, folder: Path, tmp_path: Path, store: Store) -> None:
    used, unused = (wheel(store, tmp_path, name) for name in ("used", "unused"))
    (folder / "0123.json").write_text("{}")
    age(folder, 40)
    # A build finds it, once, by what it was built from.
    assert store.built("sources of used") is not None
    kept = (folder / "kept.txt").write_text("not ours")

    ran = fxpack("cache", "prune")

    assert ran.code == 0, ran
    first, *rows = ran.out.splitlines()
    assert first.startswith(f"{folder}: ")
    assert " freed, " in first
    assert [row.split()[:-2] for row in rows] == [
        ["1", "wheels"],
        ["1", "names", "of", "wheels"],
        ["1", "answers", "of", "lint"],
    ]
    assert store.built("sources of used") is not None
    assert store.get(used) is not None
    assert store.built("sources of unused") is store.get(unused) is None
    assert (folder / "kept.txt").stat().st_size == kept
    assert len(list(folder.glob("packages/wheels/*"))) == 1


def test_how_old(fxpack: Fxpack, folder: Path, tmp_path: Path, store: Store) -> None:
    digest = wheel(store, tmp_path, "plain")
    age(folder, 5)
    assert " 0 B freed" in fxpack("cache", "prune", "--older-than", "6").out
    assert store.linked("built:sources of plain") == digest
    assert fxpack("cache", "prune", "--older-than", "4").code == 0
    assert store.get(digest) is None
    assert store.linked("built:sources of plain") == ""


def test_a_build_that_runs_keeps_what_it_makes(
    fxpack: Fxpack, folder: Path, tmp_path: Path, store: Store
) -> None:
    place = Path(store.workplace())
    (place / "half.whl").write_text("half")
    assert fxpack("cache", "prune", "--older-than", "0").code == 0
    assert (place / "half.whl").exists()
    age(folder, 2)
    assert fxpack("cache", "prune", "--older-than", "0").code == 0
    assert not place.exists()


def test_only_prune_removes(fxpack: Fxpack) -> None:
    ran = fxpack("cache", "--older-than", "0")
    assert (ran.code, ran.out) == (2, "")
    assert "fxpack cache prune does" in ran.err


def test_what_cannot_be_removed(
    folder: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel(store, tmp_path, "plain")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("FXPACK_CACHE_DIR", str(folder))
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(FileError, match="cannot be removed: Permission denied"):
        prune(0)
    assert not list(folder.glob("packages/tmp*"))
