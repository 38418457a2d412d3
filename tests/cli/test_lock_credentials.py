"""A lock from a private index, wherever its credentials are written: found by both engines, shown by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Fxpack
from tests.cli.locks import Bench
from tests.cli.test_build_credentials import PASSWORD, RECORDER, SECRETS, USER, WAYS
from tests.conftest import Indexes
from tests.index import Index

OF_NAMES = [name for name in WAYS if name not in {"--find-links", "a URL in requirements.txt"}]


@pytest.fixture
def bench(tmp_path: Path, fxpack: Fxpack) -> Bench:
    return Bench(tmp_path, fxpack)


@pytest.fixture
def private(bench: Bench, indexes: Indexes) -> Index:
    return indexes.real(bench.wheels, user=USER, password=PASSWORD)


@pytest.mark.parametrize("engine", ["uv", "pip-tools"])
@pytest.mark.parametrize("name", OF_NAMES)
def test_locked_and_unseen(
    bench: Bench, private: Index, indexes: Indexes, tmp_path: Path, name: str, engine: str
) -> None:
    way = WAYS[name]
    (tmp_path / "none").mkdir()
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit/sitecustomize.py").write_text(RECORDER)
    bench.write(f"{way.requirements(private)}needy\n")
    told = bench.variables() | {
        "PIP_INDEX_URL": indexes.faulty(tmp_path / "none", {}).url,
        "PYTHONPATH": str(tmp_path / "audit"),
        "FXPACK_TEST_COMMANDS": str(tmp_path / "commands"),
        **way.variables(private, tmp_path),
    }
    ran = bench.run("lock", "app", "--engine", engine, *way.options(private), **told)
    assert ran.code == 0, ran
    assert "needy==1.0" in bench.text()
    commands = (tmp_path / "commands").read_text()
    assert commands
    for secret in SECRETS:
        assert secret not in ran.out + ran.err + bench.text() + commands
