"""`fxpack build --locked`: nothing is built of requirements that leave something open."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from fxpack.errors import DependencyError, UsageError
from fxpack.pack.export import Export, Source
from fxpack.pack.lock_file import LockFile, parsed
from fxpack.pack.lock_source import SourceKind, demand
from fxpack.pack.lock_stale import stale, unlocked
from fxpack.pack.lock_text import read_lock
from fxpack.pack.network import Network
from fxpack.pack.project_files import read_toml, section
from fxpack.platforms import Platform
from fxpack.read.requirement_lines import read_requirements

_LOCK = "requirements.txt"


def require_locked(
    root: str, source: Source, export: Export | None, platform: Platform, network: Network
) -> None:
    """Raise DependencyError unless all that an app needs has an exact version and a hash.

    A requirements.txt must also be one of what requirements.in or pyproject.toml ask for today;
    what that means is told without an index. The locks of other tools are taken as they are.

    export  what was made of a source that is no requirements.txt
    """
    if source.kind == "pyproject.toml":
        raise DependencyError(
            "--locked: nothing locks what pyproject.toml asks for: `fxpack lock` makes a "
            "requirements.txt with exact versions and hashes"
        )

    def read(path: str) -> bytes:
        if export is not None and path == _LOCK:
            return export.text
        with open(os.path.join(root, path), "rb") as file:
            return file.read()

    faults = [*unlocked(read_requirements(read, _LOCK, os.environ), platform)]
    lock, origin = LockFile(()), None
    if export is None:
        lock = parsed(read_lock(os.path.join(root, _LOCK), _LOCK).text)
        origin = _origin(root, lock)
        faults += _stale(root, lock, origin, platform, network)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise DependencyError(f"--locked: {faults[0]}{more}: {_remedy(source, lock, origin)}")


def _stale(
    root: str, lock: LockFile, origin: SourceKind | None, platform: Platform, network: Network
) -> Iterator[str]:
    if origin is None:
        return
    groups, extras = lock.values("--group"), lock.values("--extra")
    try:
        wanted = demand(origin, root, platform, network, groups=groups, extras=extras)
    except UsageError as error:  # a group that it was made of is gone
        yield f"{_LOCK} is stale: {error}"
        return
    yield from (f"{_LOCK} is stale: {each}" for each in stale(lock, wanted, platform))


def _origin(root: str, lock: LockFile) -> SourceKind | None:
    """What a requirements.txt is made of, None where it stands for itself."""
    if "--in-place" in (lock.arguments or ()):
        return None
    chooses = bool(lock.values("--group") or lock.values("--extra"))
    if os.path.isfile(os.path.join(root, "requirements.in")) and not chooses:
        return "requirements.in"
    if not os.path.isfile(os.path.join(root, "pyproject.toml")):
        return None
    project = section(read_toml(root, "pyproject.toml"), "project")
    return "pyproject.toml" if chooses or "dependencies" in project else None


def _remedy(source: Source, lock: LockFile, origin: SourceKind | None) -> str:
    if source.kind != _LOCK:
        return f"make {source.path} anew with the tool that it is from, with hashes"
    if lock.arguments is not None:
        return f"`{shlex.join(['fxpack', 'lock', *lock.arguments])}` makes it anew"
    return f"`fxpack lock{'' if origin else ' --in-place'}` locks it"
