"""What is known of the wheels that an app's requirements were resolved to before, without asking."""

from __future__ import annotations

import os
from collections.abc import Iterator

from fxpack.artifact import LockedPackage, Silent, WheelFacts
from fxpack.errors import FxpackError
from fxpack.pack.asked import asked
from fxpack.pack.kept_locks import KeptLocks, key_of
from fxpack.pack.network import network_of
from fxpack.pack.store import Store
from fxpack.platforms import Platform

LOCKS = "locks"
REQUIREMENTS = "requirements.txt"


def known_wheels(root: str, platform: Platform, folder: str) -> Iterator[WheelFacts]:
    """The wheels in the store of a folder that the app at `root` was locked to.

    Nothing where it never was, with these requirements, on this machine.
    """
    if not os.path.isdir(os.path.join(folder, LOCKS)):
        return
    store = Store(folder, Silent())
    try:
        packages = _packages(root, platform, store)
    except (FxpackError, OSError):
        return
    for package in packages:
        stored = store.find(package.hashes) if package.hashes else None
        if stored is not None:
            yield stored.facts


def _packages(root: str, platform: Platform, store: Store) -> tuple[LockedPackage, ...]:
    from fxpack.pack.pinned import complete, from_store
    from fxpack.pack.uv_compile import uv_program

    question, _ = asked(root, REQUIREMENTS, network_of())
    locks = KeptLocks(os.path.join(store.folder, LOCKS))
    kept = locks.get(key_of(question, platform, uv_program()), question)
    if kept is not None:
        return kept.packages
    return (complete(question) and from_store(question, platform, store)) or ()
