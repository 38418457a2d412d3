"""Whether requirements are a lock, and one of what the app asks for today; told without an index."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.pack.listed_hashes import holds
from fxpack.pack.lock_file import LockFile, Pin
from fxpack.pack.lock_source import Demand, Root
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import RequirementLine, Requirements


def unlocked(requirements: Requirements, platform: Platform) -> Iterator[str]:
    """What leaves something open in requirements: versions, and hashes."""
    for problem in requirements.problems:
        if problem.kind != "ignored":
            yield f"{problem.file}:{problem.line}: {problem.what}"
    for file in requirements.files:
        if not file.read:
            yield f"{file.by}:{file.line}: {file.path} may say something else tomorrow"
    for line in requirements.lines:
        if line.constraint or not holds(line.marker, platform):
            continue
        where, what = f"{line.file}:{line.line}", line.name or line.url
        if not _is_pinned(line):
            yield f"{where}: {what} has no exact version"
        elif not line.hashes and not re.search(r"[#&]sha(256|384|512)=", line.url):
            yield f"{where}: {what} has no hash"


def stale(lock: LockFile, demand: Demand, platform: Platform) -> Iterator[str]:
    """In what a lock is not of what is wanted."""
    if lock.python and lock.python != platform.version:
        yield f"it was made for Python {lock.python}, and the app runs on {platform.version}"
    pins = {pin.name: pin for pin in lock.pins if pin.name}
    for root in demand.roots:
        yield from _unmet(root, pins, lock)
    if lock.arguments is None:
        return
    for pin in lock.pins:
        now = demand.labels(pin.name, "")
        if pin.name and not now and pin.roots == pin.via != ():
            yield f"{pin.name} is in it, and nothing asks for it"
    yield from (f"{each} is not in it" for each in demand.options if each not in lock.options)


def _is_pinned(line: RequirementLine) -> bool:
    if line.kind == "vcs":
        return bool(re.search(r"@[0-9a-f]{40}$", line.url.partition("#")[0]))
    if line.url:
        return not line.editable
    return bool(re.fullmatch(r"===?[^,*]+", line.specifier))


def _unmet(root: Root, pins: dict[str, Pin], lock: LockFile) -> Iterator[str]:
    line = root.line
    if line.url and not line.constraint:
        if not any(_is_the_same(root.text, pin.text) for pin in lock.pins):
            yield f"{root.text} is not in it"
        return
    pin = pins.get(line.name)
    if pin is None:
        if not line.constraint:
            yield f"{line.name} is not in it"
    elif pin.version and not _allows(line.specifier, pin.version):
        yield f"{line.name}{line.specifier} is wanted, and it has {pin.version}"


def _allows(specifier: str, version: str) -> bool:
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(specifier).contains(version, prereleases=True)


def _is_the_same(wanted: str, locked: str) -> bool:
    """Whether a URL or path is the one that was locked, whatever commit a branch has led to."""

    def plain(text: str) -> str:
        if re.search(r"@[0-9a-f]{40}(?=#|\s|$)", wanted):
            return re.sub(r"\s", "", text.partition(" ; ")[0])
        return re.sub(r"\s|(git\+[^\s#]*/[^\s#@]*)@[^\s#]*", r"\1", text.partition(" ; ")[0])

    return plain(wanted) == plain(locked)
