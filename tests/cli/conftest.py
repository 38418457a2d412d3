"""Running the command as a user does: another process, its own folder, what it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.apps import overlay


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


NO_NETWORK: Mapping[str, str] = {
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
}
"""PyPI must not quietly help a test: nothing listens there."""

Fxpack = Callable[..., Ran]
NOTE = (
    "fxpack: note: target Python {}: the newest generally available "
    "(nothing in the project says which)\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of its own, so that no settings above it count."""
    (tmp_path / "repo/.git").mkdir(parents=True)
    return tmp_path / "repo"


@pytest.fixture
def fxpack(root: Path, tmp_path: Path) -> Fxpack:
    """Runs fxpack in a folder of the repository."""
    return runner(root, tmp_path)


def runner(root: Path, folder: Path, *, seconds: int = 60) -> Fxpack:
    """Runs fxpack in a folder of a repository, with its cache in another folder."""

    def run(*arguments: str, folder: str = "", by: Sequence[str] = (), **variables: str) -> Ran:
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in {"NO_COLOR", "FORCE_COLOR", "FXPACK_DEBUG"}
            and not key.startswith(("PIP_", "UV_"))
        }
        done = subprocess.run(
            [*by, sys.executable, "-m", "fxpack", *arguments],
            cwd=root / folder,
            env={
                **kept,
                "FXPACK_CACHE_DIR": cache,
                "PIP_CONFIG_FILE": os.devnull,
                "FXPACK_TODAY": "2026-10-31",
                "PYTHONIOENCODING": "utf-8",
                "COLUMNS": "100",
                **NO_NETWORK,
                **variables,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=seconds,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    cache = str(folder / "cache")
    return run


@pytest.fixture
def powerless() -> Sequence[str]:
    """What a command is run by for which the rights of files count: for root they do not."""
    if os.name == "nt":
        pytest.skip("Windows has other rights")
    return () if os.geteuid() else ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def write(folder: Path, *changes: Mapping[str, str]) -> Path:
    """The smallest clean app on disk, with files replaced, for Python 3.12."""
    for path, content in overlay(*changes).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder / ".python-version").write_text("3.12\n")
    return folder
