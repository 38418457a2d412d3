"""From what an app requires to exactly what is installed: one file, folder or commit of each."""

from __future__ import annotations

import os
from typing import Literal

from fxpack.artifact import LockedPackage, Progress
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked, Exported, asked
from fxpack.pack.index_order import (
    Versions,
    check_first,
    order_warnings,
    several,
    versions_by_uv,
)
from fxpack.pack.kept_locks import KeptLocks, key_of
from fxpack.pack.network import BEST_MATCH, Network
from fxpack.pack.store import Store
from fxpack.platforms import Platform

FRESH = 10 * 60
"""For so many seconds a resolution is used again without asking the indexes."""


class Wants(NamedTuple):
    """What is to be resolved.

    app_root      paths in the requirements are relative to it
    requirements  the path of a requirements.txt from there, or what stands in for one
    refresh       ask the indexes, whatever was found a short time ago
    """

    app_root: str
    requirements: str | Exported
    platform: Platform
    network: Network = Network()
    installer: Literal["uv", "pip"] = "uv"
    refresh: bool = False


class Resolution(NamedTuple):
    """What is to be installed.

    packages  by name
    how       where it was taken from: "resolved by uv", "lock of 3 minutes ago reused", …
    warnings  each a line, without credentials
    network   with the indexes that the requirements name: builds of sdists ask them too
    """

    packages: tuple[LockedPackage, ...]
    how: str
    warnings: tuple[str, ...] = ()
    network: Network = Network()


def resolve(wants: Wants, store: Store, progress: Progress) -> Resolution:
    """Exact versions and files of all that an app requires, for its platform.

    Raises DependencyError where the requirements cannot be read or met, NativeBuildError where only
    a build that fails here could tell what a package needs.
    """
    progress.stage("resolving")
    question, warnings = asked(wants.app_root, wants.requirements, wants.network)
    if not question.wanted and all(file.read for file in question.requirements.files):
        return Resolution((), "nothing is required", warnings)
    locks = KeptLocks(os.path.join(store.folder, "locks"))
    key = key_of(question, wants.platform, _tool(wants))
    known = None if wants.refresh else _known(locks, key, question, wants, store)
    if known is not None:
        return known._replace(warnings=warnings, network=_network(question))
    question = question.opened()
    packages, more = _resolved(question, wants, store)
    locks.put(key, packages, question)
    how = f"resolved by {wants.installer}"
    return Resolution(packages, how, (*warnings, *more), _network(question))


def _network(question: Asked) -> Network:
    return question.network._replace(no_index=question.no_index)


def _known(
    locks: KeptLocks, key: str, question: Asked, wants: Wants, store: Store
) -> Resolution | None:
    """What can be told without asking an index."""
    from fxpack.pack.pinned import complete, from_store

    pinned = complete(question)
    kept = locks.get(key, question)
    if kept is not None:
        if pinned and all(each.location or store.find(each.hashes) for each in kept.packages):
            return Resolution(kept.packages, "pinned and hashed: no index asked")
        if not pinned and (wants.network.offline or 0 <= kept.age < FRESH):
            return Resolution(kept.packages, f"lock of {_ago(kept.age)} ago reused")
    packages = from_store(question, wants.platform, store) if pinned else None
    if packages is None:
        return None
    locks.put(key, packages, question)
    return Resolution(packages, "pinned and hashed: no index asked")


def _resolved(
    question: Asked, wants: Wants, store: Store
) -> tuple[tuple[LockedPackage, ...], tuple[str, ...]]:
    pip = wants.installer == "pip"
    packages, warnings = (_by_pip if pip else _by_uv)(question, wants, store)
    if not several(question, wants.platform):
        return packages, warnings
    found = {each.name: each.version for each in packages}

    def resolved(again: Asked) -> Versions:
        return versions_by_uv(again, wants.platform)

    if pip and question.network.strategy != BEST_MATCH:
        check_first(question, found, resolved)
        return packages, warnings
    return packages, (*warnings, *order_warnings(question, found, resolved))


def _by_uv(
    question: Asked, wants: Wants, _: Store
) -> tuple[tuple[LockedPackage, ...], tuple[str, ...]]:
    from fxpack.pack.locked import locked_packages, reasons
    from fxpack.pack.uv_compile import compiled

    answer = compiled(question, wants.platform, refresh=wants.refresh)
    via = reasons(answer.via, question.root)
    return locked_packages(answer.lock, via, question, wants.platform), answer.warnings


def _by_pip(
    question: Asked, wants: Wants, store: Store
) -> tuple[tuple[LockedPackage, ...], tuple[str, ...]]:
    import shutil

    from fxpack.pack.pip_report import reported

    place = store.workplace()
    try:
        return reported(question, wants.platform, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _tool(wants: Wants) -> str:
    if wants.installer == "pip":
        from fxpack.pack.pip_report import pip_folder

        return pip_folder()
    from fxpack.pack.uv_compile import uv_program

    return uv_program()


def _ago(seconds: float) -> str:
    seconds = max(0, round(seconds))
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "0 seconds"
