"""Fetching as the tests do it."""

from __future__ import annotations

import os
import threading

from fxpack.artifact import LockedPackage, Silent, StoredWheel
from fxpack.pack.fetch import fetch
from fxpack.pack.network import Network
from fxpack.pack.store import Store
from fxpack.platforms import Platform, platform_of

PLATFORM = platform_of((3, 12))


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
