"""What is known of the wheels that an app's requirements were resolved to before, without asking."""

from __future__ import annotations

import os

from fxpack.artifact import Silent, WheelFacts
from fxpack.errors import FxpackError
from fxpack.pack.asked import Asked, asked
from fxpack.pack.kept_locks import KeptLocks, key_of
from fxpack.pack.listed_hashes import holds
from fxpack.pack.network import network_of
from fxpack.pack.store import Store, StoredFile
from fxpack.platforms import Platform

LOCKS = "locks"
REQUIREMENTS = "requirements.txt"


def known_wheels(root: str, platform: Platform, folder: str) -> tuple[WheelFacts, ...] | None:
    """All the wheels that the requirements of the app at `root` lead to.

    They are told by a lock that was made for a build, or by hashes in the requirements. None where
    they are not, or where one of them is not in the store in a folder.
    """
    if not os.path.isdir(folder):
        return None
    store = Store(folder, Silent())
    try:
        question, _ = asked(root, REQUIREMENTS, network_of())
        found = _locked(question, platform, store) or _listed(question, platform, store)
    except (FxpackError, OSError, ValueError):
        return None
    facts = tuple(each.facts for each in found if each is not None)
    return facts if found and len(facts) == len(found) else None


def _locked(question: Asked, platform: Platform, store: Store) -> list[StoredFile | None]:
    from fxpack.pack.uv_compile import uv_program

    locks = KeptLocks(os.path.join(store.folder, LOCKS))
    kept = locks.get(key_of(question, platform, uv_program()), question)
    return [store.find(each.hashes) for each in kept.packages] if kept is not None else []


def _listed(question: Asked, platform: Platform, store: Store) -> list[StoredFile | None]:
    """Of requirements with exact versions and hashes: any of the files that are listed."""
    from fxpack.pack.pinned import complete

    if not complete(question):
        return []
    lines = [line for line in question.wanted if holds(line.marker, platform)]
    pairs = ([each.split(":", 1) for each in line.hashes] for line in lines)
    return [next(filter(None, (store.find(dict([each])) for each in some)), None) for some in pairs]
