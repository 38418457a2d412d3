"""Packages that have compiled code and no wheel: built in a container, on this machine, or not."""

from __future__ import annotations

import os
import platform as machine
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from fxpack.artifact import LockedPackage, Progress, StoredWheel, WheelFacts
from fxpack.errors import NativeBuildError
from fxpack.nouns import NamedTuple
from fxpack.pack.hashes import digests_of
from fxpack.pack.network import Network
from fxpack.pack.store import Store, StoredFile
from fxpack.platforms import Platform

if TYPE_CHECKING:
    from fxpack.pack.native import BuiltWheel
    from fxpack.pack.sdist import Unbuilt

How = Literal["auto", "docker", "host", "never"]


FORMAT = 1
"""Changes whenever a build of the same sources may give another wheel."""


class Native(NamedTuple):
    """What to do about packages that have to be compiled.

    how         "auto" and "docker": in a container; "host": on this machine, where it is as the
                target is; "never": that is an error
    image       the user's own; "" for the platform's
    build_deps  Debian packages that their builds need
    """

    how: How = "auto"
    image: str = ""
    build_deps: tuple[str, ...] = ()


NEVER = Native("never")


class Compiler:
    """Makes the wheels of one build that nothing pure can be made of."""

    def __init__(
        self,
        native: Native,
        platform: Platform,
        store: Store,
        network: Network,
        progress: Progress,
    ) -> None:
        self._native = native
        self._platform = platform
        self._store = store
        self._network = network
        self._progress = progress

    def at_hand(self, package: LockedPackage) -> StoredFile | None:
        """The wheel that a container has made before. No container is started for that."""
        return next(filter(None, map(self._store.built, self._keys(package, package.hashes))), None)

    def why_unfit(self, facts: WheelFacts) -> str:
        """Why a wheel that was built on this machine does not belong to the target, "" where it does.

        Raises NativeBuildError where it needs what Azure lacks.
        """
        from fxpack.pack.sdist import foreign, why_unfit

        if self._native.how != "host" or not facts.objects:
            return why_unfit(facts, self._platform)
        unfit = why_not_host(self._platform) or foreign(facts, self._platform)
        return unfit or _why_not_in_azure(facts, self._platform)

    def compile(self, unbuilt: Sequence[Unbuilt]) -> list[StoredFile]:
        """The wheels of what could not be built on this machine, in its order.

        Raises NativeBuildError.
        """
        from fxpack.pack.sdist import native_error

        if self._native.how in {"never", "host"}:
            raise native_error(unbuilt, self._platform)
        self._look_for_engine(unbuilt)
        self._progress.stage("building wheels in a container")
        place = self._store.workplace()
        try:
            wheels = self._in_container(unbuilt, place)
            return [self._entered(*each) for each in zip(unbuilt, wheels, strict=True)]
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _look_for_engine(self, unbuilt: Sequence[Unbuilt]) -> None:
        """Raises NativeBuildError, which tells what was to be compiled as well."""
        from fxpack.pack.engine import connect
        from fxpack.pack.engine_errors import INSTEAD
        from fxpack.pack.sdist import native_error

        try:
            connect().close()
        except NativeBuildError as error:
            said = str(error).removesuffix(f", {INSTEAD}")
            raise native_error(unbuilt, self._platform, engine=said) from error

    def _in_container(self, unbuilt: Sequence[Unbuilt], place: str) -> Sequence[BuiltWheel]:
        from fxpack.pack.build_order import Source
        from fxpack.pack.native import NativeBuild, build_native
        from fxpack.pack.repair import tools_from
        from fxpack.pack.sources import sources_of

        sources = []
        for number, each in enumerate(unbuilt):
            own = os.path.join(place, f"of-{number}")
            os.mkdir(own)
            # Anew: what this machine has compiled in them is not for another.
            sources.append(Source(each.name, sources_of(each.package, each.archive, own)))
        order = NativeBuild(
            tuple(sources),
            self._platform,
            self._native.image,
            self._native.build_deps,
            self._network,
        )
        tools = tools_from(self._platform, self._store, self._network, self._progress)
        made = os.path.join(place, "made")
        os.mkdir(made)
        return build_native(order, made, self._progress, tools)

    def _entered(self, unbuilt: Unbuilt, wheel: BuiltWheel) -> StoredFile:
        name = os.path.basename(wheel.path)
        digests = digests_of(wheel.path)
        stored = self._store.add(wheel.path, filename=name, digests=digests, move=True)
        for key in self._keys(unbuilt.package, unbuilt.digests):
            self._store.record_built(key, stored)
        return stored

    # -- by what they are found again -------------------------------------------------------------

    def _keys(self, package: LockedPackage, digests: Mapping[str, str]) -> list[str]:
        """What was built on this machine is not kept: what it was built with may change."""
        if self._native.how not in {"auto", "docker"}:
            return []
        from fxpack.pack.sdist import sources_keys

        sources = sources_keys(package, self._platform, digests)
        if not sources or not self._image:
            return []
        return [
            native_key(
                each,
                self._platform,
                self._image,
                self._native.build_deps,
                own_image=bool(self._native.image),
            )
            for each in sources
        ]

    @cached_property
    def _image(self) -> str:
        """What the image is: of the user's own its id, "" where no engine tells it."""
        if not self._native.image:
            return self._platform.image
        from fxpack.pack.engine import image_id

        try:
            return image_id(self._native.image)
        except NativeBuildError:  # said where a container is needed
            return ""


def native_key(
    source: str, platform: Platform, image: str, build_deps: Sequence[str], *, own_image: bool
) -> str:
    """By what a wheel that was built in a container is found in the store.

    source     a hash, or a commit and where it is from
    image      its name, or better its id where it may change under its name
    own_image  whether it was named by the user: then its glibc, and not the target's, is the limit
    """
    ceiling = "its own" if own_image else ".".join(map(str, platform.glibc))
    parts = [source, platform.version, platform.machine, ceiling, image, *sorted(set(build_deps))]
    return f"native {FORMAT} {sha256(repr(parts).encode()).hexdigest()}"


def why_not_host(platform: Platform) -> str:
    """Why nothing for the target can be compiled on this machine, "" where it can."""
    from fxpack.pack.sdist import interpreter, runs

    if sys.platform != "linux" or machine.machine() != platform.machine:
        return f"--native host: this machine is no Linux on {platform.machine}"
    libc, version = machine.libc_ver()
    if libc != "glibc" or tuple(map(int, version.split(".")[:2])) > platform.glibc:
        own = f"{libc} {version}".strip() or "no glibc"
        wanted = ".".join(map(str, platform.glibc))
        return f"--native host: this machine has {own}, and Azure has glibc {wanted}"
    if not runs(interpreter(platform.version), platform.version):
        return f"--native host: this machine has no Python {platform.version}"
    return ""


def _why_not_in_azure(facts: WheelFacts, platform: Platform) -> str:
    from fxpack.pack.repair import check_glibc, lacking

    check_glibc(facts.name, facts, platform.glibc, "this machine")
    if lacks := lacking(facts):
        return f"what was built on this machine needs {', '.join(lacks)}, which Azure lacks"
    return ""


def newer_glibc(
    platform: Platform, wheels: Sequence[StoredWheel]
) -> list[tuple[StoredWheel, tuple[int, int]]]:
    """Those of the wheels built in the user's own image that need a newer glibc, and which.

    Each was held to the glibc of that image when it was built, and that is the user's word for what
    Azure has.
    """
    built = ((each, _glibc(each.facts)) for each in wheels if each.package.kind != "wheel")
    return [(each, needed) for each, needed in built if needed > platform.glibc]


def widened(platform: Platform, wheels: Sequence[StoredWheel]) -> Platform:
    """The platform with the glibc that wheels built in the user's own image need."""
    newer = (needed for _, needed in newer_glibc(platform, wheels))
    return platform._replace(glibc=max([platform.glibc, *newer]))


def _glibc(facts: WheelFacts) -> tuple[int, int]:
    """What a wheel needs, by what it holds and by its tags; (0, 0) for none."""
    needed = [each.glibc for each in facts.objects if each.glibc is not None]
    return max([(0, 0), *needed, _oldest_glibc(facts) or (0, 0)])


def _oldest_glibc(facts: WheelFacts) -> tuple[int, int] | None:
    """The oldest glibc among the tags of a wheel, None where they name none."""
    found = (re.search(r"-manylinux_(\d+)_(\d+)_", tag) for tag in facts.tags)
    return min(((int(each[1]), int(each[2])) for each in found if each), default=None)
