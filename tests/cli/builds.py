"""Builds of a small app with caches of their own, and what must hold whatever goes wrong."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.cli.conftest import NO_NETWORK, Ran, write

SCRIPT = 'def main(req) -> str:\n    return "hello"\n'
NONE: Mapping[str, str] = MappingProxyType({})
OLD = b"the zip of yesterday"


class Builder:
    """An app in a repository, a folder for its zip, and empty caches; all below `folder`."""

    def __init__(
        self, folder: Path, requirements: str = "", files: Mapping[str, str] = NONE
    ) -> None:
        self.folder = folder
        self.app = folder / "repo/app"
        self.out = folder / "out/app.zip"
        self.cache = folder / "cache"
        (folder / "repo/.git").mkdir(parents=True)
        self.out.parent.mkdir()
        write(self.app, {"requirements.txt": requirements, "f/__init__.py": SCRIPT}, files)

    def command(self, *options: str) -> list[str]:
        """`fxpack build --local` of the app."""
        build = [sys.executable, "-m", "fxpack", "build", str(self.app), "--local"]
        return [*build, "-o", str(self.out), *options]

    def environment(self, variables: Mapping[str, str]) -> dict[str, str]:
        """That of a machine without settings for indexes, whose uv asks an index once."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "UV_", "FXPACK_DEBUG", "FORCE_COLOR"))
        }
        return kept | {
            "FXPACK_CACHE_DIR": str(self.cache),
            "UV_CACHE_DIR": str(self.folder / "uv"),
            "UV_HTTP_RETRIES": "0",
            "PIP_CONFIG_FILE": os.devnull,
            **NO_NETWORK,
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "100",
            **variables,
        }

    def run(
        self, *options: str, start: tuple[str, ...] = (), variables: Mapping[str, str] = NONE
    ) -> Ran:
        """Build. `start` is a command that runs the build."""
        done = subprocess.run(
            [*start, *self.command(*options)],
            cwd=self.folder,
            env=self.environment(variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def begin(self, *options: str, variables: Mapping[str, str] = NONE) -> subprocess.Popen[str]:
        """A build that runs; its standard error can be read line by line."""
        return subprocess.Popen(
            self.command(*options),
            cwd=self.folder,
            env=self.environment(variables),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def bytes(self, *options: str) -> bytes:
        """The zip of a build that succeeds."""
        ran = self.run(*options)
        assert ran.code == 0, ran
        return self.out.read_bytes()


class Untouched:
    """A build that fails leaves the old zip, the app and the folders around them as they were."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        if not builder.out.exists():
            builder.out.write_bytes(OLD)
        self.before = self._look()

    def check(self) -> None:
        """Nothing changed, nothing was added."""
        assert self._look() == self.before

    def _look(self) -> Any:
        return snapshot(self.builder.folder / "repo"), snapshot(self.builder.out.parent)


def snapshot(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Mode, time of change and content of everything in a folder."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted([folder, *folder.rglob("*")])
    }


def assert_clear(ran: Ran, code: int, *words: str) -> None:
    """A failure that its user understands: the right code, and one line that says it."""
    assert ran.code == code, ran
    assert ran.out == "", ran.out
    assert "Traceback" not in ran.err, ran.err
    errors = [line for line in ran.err.splitlines() if line.startswith("fxpack: error: ")]
    assert len(errors) == 1, ran.err
    assert ran.err.splitlines()[-1] == errors[0], ran.err
    for word in words:
        assert word in errors[0], (word, errors[0])
