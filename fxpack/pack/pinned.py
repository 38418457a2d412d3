"""Requirements that leave nothing to choose, answered from the store alone."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING

from fxpack.artifact import LockedPackage, WheelFacts
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.asked import Asked
from fxpack.pack.closure import needs
from fxpack.pack.listed_hashes import holds, listed_hashes, place_of
from fxpack.pack.locked import portable
from fxpack.pack.store import Store, StoredFile
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine

if TYPE_CHECKING:
    from packaging.tags import Tag


class _Taken(NamedTuple):
    line: RequirementLine
    stored: StoredFile


def complete(asked: Asked) -> bool:
    """Whether every requirement has an exact version and a hash."""
    remote = any(not file.read for file in asked.requirements.files)
    lines = asked.wanted
    return bool(lines) and not remote and all(map(_is_complete, lines))


def from_store(asked: Asked, platform: Platform, store: Store) -> tuple[LockedPackage, ...] | None:
    """The packages of complete requirements, None where the store alone cannot tell.

    Only a requirement with one hash can be told so: of several files, which an index would give
    depends on all that it has, and the same requirements must give the same zip everywhere.

    Raises DependencyError where the requirements leave out what a package needs, or contradict it.
    """
    taken: dict[str, _Taken] = {}
    listed = listed_hashes(asked, platform)
    for line in asked.wanted:
        if not holds(line.marker, platform):
            continue
        hashes = listed.of(line.name, place_of(line.url, asked.root))
        stored = (
            store.find(dict(each.split(":", 1) for each in hashes)) if len(hashes) == 1 else None
        )
        if stored is None or not _fits(stored.facts, line, platform) or stored.facts.name in taken:
            return None
        taken[stored.facts.name] = _Taken(line, stored)
    reasons = _closed(taken, asked, platform)
    return tuple(_locked(each, reasons[name], asked) for name, each in sorted(taken.items()))


def _is_complete(line: RequirementLine) -> bool:
    if not line.hashes or line.settings or line.editable:
        return False
    if line.url:
        return line.kind in {"url", "path"}
    return bool(re.fullmatch(r"===?[^,*]+", line.specifier))


def _fits(facts: WheelFacts, line: RequirementLine, platform: Platform) -> bool:
    from packaging.specifiers import SpecifierSet
    from packaging.tags import parse_tag

    if line.name and line.name != facts.name:
        return False
    tags = _tags(platform)
    return (
        any(not tags.isdisjoint(parse_tag(tag)) for tag in facts.tags)
        and SpecifierSet(line.specifier).contains(facts.version, prereleases=True)
        and SpecifierSet(facts.requires_python).contains(f"{platform.version}.0", prereleases=True)
    )


@cache
def _tags(platform: Platform) -> frozenset[Tag]:
    return frozenset(platform.tags())


def _closed(taken: Mapping[str, _Taken], asked: Asked, platform: Platform) -> dict[str, set[str]]:
    """Who needs each package; raises DependencyError where one is not listed, or does not do."""
    reasons: dict[str, set[str]] = {name: set() for name in taken}
    packages = {name: each.stored.facts for name, each in taken.items()}
    extras = {name: each.line.extras for name, each in taken.items()}
    for need in needs(packages, extras, platform):
        label = f"{need.by.name}=={need.by.version}"
        if need.name not in taken:
            raise DependencyError(
                f"{asked.source}: {label} needs {need.requirement}, which is not listed: where "
                "hashes are, all must be: add it with its version and hash"
            )
        line, stored = taken[need.name]
        version = stored.facts.version
        if not need.requirement.specifier.contains(version, prereleases=True):
            raise DependencyError(
                f"{line.file}:{line.line}: {need.name}=={version} is listed, but {label} needs "
                f"{need.requirement}: change one of them"
            )
        reasons[need.name].add(need.by.name)
    return reasons


def _locked(taken: _Taken, because: Collection[str], asked: Asked) -> LockedPackage:
    line, stored = taken
    filename = os.path.basename(stored.path)
    place = place_of(line.url, asked.root) if line.url else ""
    info = {"hashes": {"sha256": stored.sha256}}
    return LockedPackage(
        name=stored.facts.name,
        version=stored.facts.version,
        kind="wheel",
        location=place,
        filename=filename,
        hashes={"sha256": stored.sha256},
        size=os.path.getsize(stored.path),
        requested=True,
        direct_url={"url": portable(place, asked.root), "archive_info": info} if place else None,
        because=tuple(sorted(because)),
    )
