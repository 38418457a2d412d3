"""The wheels of a lock: from the store, from folders, from indexes, or built."""

from __future__ import annotations

import os
import posixpath
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fxpack.artifact import LockedPackage, Progress, StoredWheel, WheelFacts
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack.at_once import at_once
from fxpack.pack.compiled import NEVER, Compiler, Native
from fxpack.pack.hashes import contradiction, digests_of, why_weak
from fxpack.pack.keyring import with_passwords
from fxpack.pack.network import Network, local_path
from fxpack.pack.store import Store, StoredFile
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from fxpack.pack.client import Client
    from fxpack.pack.sdist import Builder

PAUSE = 0.5
"""Seconds before a download is tried again; each further pause is twice as long."""


def fetch(
    packages: Sequence[LockedPackage],
    platform: Platform,
    store: Store,
    network: Network,
    progress: Progress,
    *,
    native: Native = NEVER,
    builder: Builder | None = None,
    pause: float = PAUSE,
) -> tuple[StoredWheel, ...]:
    """The wheels of all packages, in their order.

    native   what to do about those that have to be compiled
    builder  who builds what has no wheel; uv on this machine without one

    Raises DependencyError for what cannot be had, is not what was locked, or would need the network
    where that is not allowed; NativeBuildError for what cannot be built; FileError for a full disk.
    """
    for package in packages:
        if weak := why_weak(package.hashes):
            raise DependencyError(f"{named(package)}: {weak}: sha256 is needed")
    compiler = Compiler(native, platform, store, network, progress)
    found = {
        number: _at_hand(each, platform, store, compiler) for number, each in enumerate(packages)
    }
    missing = [number for number, stored in found.items() if stored is None]
    if missing:
        missed = [packages[number] for number in missing]
        network = with_passwords(network)
        compiler = Compiler(native, platform, store, network, progress)
        fetching = _Fetching(platform, store, network, progress, builder, compiler, pause)
        found |= zip(missing, fetching.all(missed), strict=True)
    return tuple(
        _checked(package, stored)
        for package, stored in zip(packages, found.values(), strict=True)
        if stored is not None
    )


def named(package: LockedPackage) -> str:
    """A package as messages call it."""
    return f"{package.name} {package.version}".strip()


def _at_hand(
    package: LockedPackage, platform: Platform, store: Store, compiler: Compiler
) -> StoredFile | None:
    if package.kind == "wheel":
        return store.find(package.hashes)
    from fxpack.pack.sdist import sources_keys

    keys = sources_keys(package, platform, package.hashes)
    return next(filter(None, map(store.built, keys)), None) or compiler.at_hand(package)


class _Archive(NamedTuple):
    """An sdist that is on the disk, with its hashes."""

    path: str
    digests: Mapping[str, str]


class _Fetching:
    """Getting what is not in the store."""

    def __init__(
        self,
        platform: Platform,
        store: Store,
        network: Network,
        progress: Progress,
        builder: Builder | None,
        compiler: Compiler,
        pause: float,
    ) -> None:
        self.platform = platform
        self.store = store
        self.network = network
        self.progress = progress
        self.builder = builder
        self.compiler = compiler
        self.pause = pause
        self.place = ""

    def all(self, packages: Sequence[LockedPackage]) -> list[StoredFile]:
        """The wheels of packages that the store does not have, in their order."""
        self._check(packages)
        self.place = self.store.workplace()
        try:
            files = self._files([each for each in packages if each.kind in {"wheel", "sdist"}])
            got = [
                files.pop(0) if each.kind in {"wheel", "sdist"} else _Archive("", {})
                for each in packages
            ]
            return self._built(packages, got)
        finally:
            shutil.rmtree(self.place, ignore_errors=True)

    def _check(self, packages: Sequence[LockedPackage]) -> None:
        """Nothing is begun that cannot be ended."""
        lost = [named(each) for each in packages if not each.location]
        if lost:
            raise DependencyError(
                f"not in the cache any more: {', '.join(lost)}; resolve anew with --refresh"
            )
        remote = [named(each) for each in packages if not local_path(each.location)]
        if self.network.offline and remote:
            raise DependencyError(
                f"not in the cache, and --offline forbids to fetch it: {', '.join(remote)}; build "
                "once without --offline, or name a folder that has it by --find-links"
            )

    # -- files ------------------------------------------------------------------------------------

    def _files(self, packages: Sequence[LockedPackage]) -> list[StoredFile | _Archive]:
        remote = [each for each in packages if not local_path(each.location)]
        if not remote:
            return self._at_once(packages, None)
        from fxpack.pack.client import Client

        sizes = [each.size for each in remote if each.size is not None]
        self.progress.stage("downloading", sum(sizes) if len(sizes) == len(remote) else None)
        with Client(self.network) as client:
            return self._at_once(packages, client)

    def _at_once(
        self, packages: Sequence[LockedPackage], client: Client | None
    ) -> list[StoredFile | _Archive]:
        def work(number: int, stop: Event) -> StoredFile | _Archive:
            return self._file(packages[number], client, stop)

        # What takes longest is begun first.
        order = sorted(range(len(packages)), key=lambda at: -(packages[at].size or 0))
        got = dict(zip(order, at_once(work, order), strict=True))
        return [got[number] for number in range(len(packages))]

    def _file(
        self, package: LockedPackage, client: Client | None, stop: Event
    ) -> StoredFile | _Archive:
        path = local_path(package.location)
        if path:
            return self._local(package, path)
        from fxpack.pack.download import Wanted, downloaded

        assert client is not None
        wanted = Wanted(named(package), package.location, package.hashes, package.size)
        folder = self.store.partial
        with downloaded(wanted, client, folder, stop, self.progress, self.pause) as partial:
            digests = partial.digests.values()
            if package.kind == "wheel":
                return self._entered(package, partial.path, digests, move=True)
            target = os.path.join(tempfile.mkdtemp(dir=self.place), _filename(package))
            os.replace(partial.path, target)
            return _Archive(target, digests)

    def _local(self, package: LockedPackage, path: str) -> StoredFile | _Archive:
        try:
            digests = digests_of(path, package.hashes)
        except OSError as error:
            raise DependencyError(
                f"{named(package)}: {path} cannot be read: {error.strerror}"
            ) from error
        if wrong := contradiction(package.hashes, digests):
            raise DependencyError(
                f"{named(package)}: {path} is not the file that is locked: {wrong}. "
                "If it was changed on purpose, lock anew"
            )
        if package.kind == "sdist":
            return _Archive(path, digests)
        return self._entered(package, path, digests)

    def _entered(
        self,
        package: LockedPackage,
        path: str,
        digests: Mapping[str, str],
        *,
        filename: str = "",
        move: bool = False,
    ) -> StoredFile:
        filename = filename or _filename(package)
        return self.store.add(path, filename=filename, digests=digests, move=move)

    # -- builds -----------------------------------------------------------------------------------

    def _built(
        self, packages: Sequence[LockedPackage], got: Sequence[StoredFile | _Archive]
    ) -> list[StoredFile]:
        if not any(isinstance(each, _Archive) for each in got):
            return [each for each in got if isinstance(each, StoredFile)]
        from fxpack.pack.sdist import HostBuilder, NotBuilt, Unbuilt

        self.progress.stage("building wheels")
        builder = self.builder or HostBuilder(self.platform, self.network, self.progress)
        built: dict[int, StoredFile] = {}
        unbuilt: dict[int, Unbuilt] = {}
        # One after the other: whoever presses Ctrl-C ends the one that runs.
        for number, (package, each) in enumerate(zip(packages, got, strict=True)):
            if isinstance(each, StoredFile):
                built[number] = each
                continue
            try:
                built[number] = self._build(package, each, builder)
            except NotBuilt as reason:
                unbuilt[number] = Unbuilt(package, str(reason), each.path, each.digests)
        if unbuilt:
            compiled = self.compiler.compile(list(unbuilt.values()))
            built |= zip(unbuilt, compiled, strict=True)
        return [built[number] for number in range(len(packages))]

    def _build(self, package: LockedPackage, got: _Archive, builder: Builder) -> StoredFile:
        """The wheel of what was fetched. Raises NotBuilt."""
        from fxpack.pack.sdist import NotBuilt, sources_keys
        from fxpack.pack.sources import sources_of
        from fxpack.pack.wheelfacts import facts_of

        place = tempfile.mkdtemp(dir=self.place)
        wheel = builder.build(package, sources_of(package, got.path, place), place)
        facts = facts_of(wheel)
        if unfit := self.compiler.why_unfit(facts):
            raise NotBuilt(unfit)
        stored = self._entered(
            package, wheel, digests_of(wheel), filename=os.path.basename(wheel), move=True
        )
        # What is compiled is not for everyone who builds on this machine.
        keys = [] if facts.objects else sources_keys(package, self.platform, got.digests)
        for key in keys:
            self.store.record_built(key, stored)
        return stored


def _filename(package: LockedPackage) -> str:
    return posixpath.basename(package.filename or unquote(urlsplit(package.location).path))


def _checked(package: LockedPackage, stored: StoredFile) -> StoredWheel:
    """The wheel, once it is known to be of the package that was locked."""
    facts = stored.facts
    if (facts.name, facts.version) != (package.name, package.version) and not _same(package, facts):
        raise DependencyError(
            f"{named(package)}: {os.path.basename(stored.path)}, which is locked for it, is "
            f"{facts.name} {facts.version}: lock anew"
        )
    return StoredWheel(stored.path, stored.sha256, package, facts)


def _same(package: LockedPackage, facts: WheelFacts) -> bool:
    """Whether name and version mean the same, written in two ways."""
    from packaging.utils import canonicalize_name
    from packaging.version import InvalidVersion, Version

    if canonicalize_name(facts.name) != canonicalize_name(package.name):
        return False
    try:
        return not package.version or Version(facts.version) == Version(package.version)
    except InvalidVersion:
        return False
