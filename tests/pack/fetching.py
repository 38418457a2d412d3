"""Fetching as the tests do it."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from typing import NamedTuple

from fxpack.artifact import LockedPackage, Silent, StoredWheel
from fxpack.pack.fetch import fetch
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from fxpack.platforms import Platform, platform_of
from tests.wheels import make_wheel

PLATFORM = platform_of((3, 12))


class Made(NamedTuple):
    """A wheel and what a lock says of it."""

    path: str
    content: bytes
    package: LockedPackage

    def at(self, url: str) -> LockedPackage:
        return self.package._replace(location=f"{url}/{self.package.filename}")


class Make(NamedTuple):
    """Makes wheels in a folder that hold so many random bytes."""

    folder: Path

    def __call__(self, name: str = "pkg", size: int = 1_000_000) -> Made:
        path = make_wheel(self.folder, name, files={f"{name}.bin": os.urandom(size)}, stored="*")
        content = Path(path).read_bytes()
        package = LockedPackage(
            name,
            "1.0",
            "wheel",
            "",
            filename=os.path.basename(path),
            hashes={"sha256": hashlib.sha256(content).hexdigest()},
            size=len(content),
        )
        return Made(path, content, package)


class Heard(Silent):
    """Progress that is remembered."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int | None]] = []
        self.lines: list[str] = []
        self.bytes = 0
        self._lock = threading.Lock()

    def stage(self, name: str, total: int | None = None) -> None:
        self.stages.append((name, total))

    def advance(self, amount: int) -> None:
        with self._lock:
            self.bytes += amount

    def say(self, text: str) -> None:
        self.lines.append(text)


def fetched(
    store: Store,
    *packages: LockedPackage,
    network: Network | None = None,
    heard: Heard | None = None,
    platform: Platform = PLATFORM,
) -> tuple[StoredWheel, ...]:
    """What is fetched without waiting long between attempts."""
    return fetch(packages, platform, store, network or Network(), heard or Heard(), pause=0.001)


def left(store: Store) -> list[str]:
    """What is in the store besides entries: partial files and temporary ones."""
    return sorted(
        os.path.join(name, each)
        for name in ("new", "partial")
        if os.path.isdir(os.path.join(store.folder, name))
        for each in os.listdir(os.path.join(store.folder, name))
    )
