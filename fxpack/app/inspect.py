"""Inspecting: a zip → where the room in it goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress

from packaging.requirements import InvalidRequirement, Requirement

from fxpack.app.cold_start import cold_starts
from fxpack.archive import Archive, Inspection, PackageShare, Packed, Share
from fxpack.artifact import SITE_PACKAGES
from fxpack.errors import FileError
from fxpack.pack.installed import normalised
from fxpack.pack.readback import read_archive, read_owners
from fxpack.read.requirement_lines import read_requirements
from fxpack.report.plain_text import one_line
from fxpack.rules.installed import applies

LARGEST = 10

Needs = Mapping[str, tuple[str, ...]]


def inspect(path: str, cwd: str) -> Inspection:
    """Look into a zip. FileError where there is none, or none that can be read."""
    real = os.path.join(cwd, path)
    archive = read_archive(real, known={}, shown=path)
    if not archive.is_readable:
        reason = archive.broken or "it says that it unpacks to more than any real one"
        raise FileError(f"{path} cannot be read: {one_line(reason)}; `fxpack check` says more")
    return inspected(archive, read_owners(real, archive))


def inspected(archive: Archive, owners: Mapping[str, str]) -> Inspection:
    """Where the room in an archive goes, if files belong to packages as `owners` has it."""
    files = [member for member in archive.members if not member.path.endswith("/")]
    by_package: dict[str, list[Packed]] = {each.name: [] for each in archive.distributions}
    by_folder: dict[str, list[Packed]] = {}
    for member in files:
        owner = owners.get(member.path)
        if owner is None:
            by_folder.setdefault(_folder(member.path), []).append(member)
        else:
            by_package[owner].append(member)
    shares = {name: _share(name, members) for name, members in by_package.items()}
    folders = [_share(name, members) for name, members in by_folder.items()]
    return Inspection(
        path=archive.path,
        size=archive.size,
        python=archive.platform.version,
        total=_share("", files),
        packages=tuple(sorted(_packages(archive, shares), key=lambda each: _order(each.share))),
        folders=tuple(sorted(folders, key=_order)),
        largest=tuple(sorted(files, key=lambda each: (-each.compressed, each.path))[:LARGEST]),
        starts=tuple(cold_starts(archive, owners)),
    )


def _order(share: Share) -> tuple[int, str]:
    return -share.compressed, share.name


def _share(name: str, members: Iterable[Packed]) -> Share:
    members = list(members)
    return Share(
        name=name,
        files=len(members),
        size=sum(member.size for member in members),
        compressed=sum(member.compressed for member in members),
    )


def _folder(path: str) -> str:
    """The folder that a file counts for: one at the root of the app, or of site-packages."""
    if path.startswith(SITE_PACKAGES + "/"):
        rest = path.removeprefix(SITE_PACKAGES + "/")
        return f"{SITE_PACKAGES}/{rest.split('/', 1)[0]}" if "/" in rest else SITE_PACKAGES
    return path.split("/", 1)[0] if "/" in path else "."


# -- why a package is there -----------------------------------------------------------------------


def _packages(archive: Archive, shares: Mapping[str, Share]) -> Iterator[PackageShare]:
    requested = _requested(archive)
    needs = _needs(archive, requested)
    roots = requested.keys() & needs.keys()
    # without requirements in the zip: what no other package needs
    roots = roots or needs.keys() - {name for names in needs.values() for name in names}
    for each in archive.distributions:
        brings = _brought(each.name, roots, needs)
        yield PackageShare(
            share=shares[each.name],
            version=each.version,
            requested=each.name in roots,
            needs=needs[each.name],
            needed_by=tuple(name for name, names in needs.items() if each.name in names),
            brings=tuple(sorted(brings)),
            alone=sum(shares[name].compressed for name in (each.name, *brings)),
        )


def _brought(name: str, roots: AbstractSet[str], needs: Needs) -> set[str]:
    """What would not be there without a package."""
    without = {other: tuple(n for n in names if n != name) for other, names in needs.items()}
    return _reached(roots, needs) - _reached(roots - {name}, without) - {name}


def _reached(names: Iterable[str], needs: Needs) -> set[str]:
    found: set[str] = set()
    stack = list(names)
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack += needs[name]
    return found


def _needs(archive: Archive, requested: Mapping[str, frozenset[str]]) -> Needs:
    """The packages that each needs, with the extras that requirements and others ask of it."""
    environment = archive.platform.environment()
    written = {each.name: list(_parsed(each.requires)) for each in archive.distributions}
    extras: dict[str, set[str]] = {name: set(requested.get(name, ())) for name in written}
    for name, several in written.items():
        for needed in several:
            other = extras.get(normalised(needed.name))
            if needed.extras and other is not None and _applies(needed, environment, extras[name]):
                other |= needed.extras
    return {
        name: tuple(
            sorted(
                {
                    normalised(needed.name)
                    for needed in several
                    if _applies(needed, environment, extras[name])
                }
                & (written.keys() - {name})
            )
        )
        for name, several in written.items()
    }


def _applies(needed: Requirement, environment: Mapping[str, str], extras: AbstractSet[str]) -> bool:
    return applies(str(needed.marker or ""), environment, frozenset(extras))


def _parsed(requires: Iterable[str]) -> Iterator[Requirement]:
    for text in requires:
        with suppress(InvalidRequirement):
            yield Requirement(text)


def _requested(archive: Archive) -> dict[str, frozenset[str]]:
    """The packages that requirements.txt names, with their extras."""
    found: dict[str, frozenset[str]] = {}
    if "requirements.txt" in archive.files:
        environment = archive.platform.environment()
        for line in read_requirements(archive.files.__getitem__).lines:
            if not line.constraint and applies(line.marker, environment):
                found[line.name] = found.get(line.name, frozenset()) | frozenset(line.extras)
    return found
