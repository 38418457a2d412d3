"""The nouns of a zip: what goes in, what a wheel is known to hold, and who hears of the progress.

Frozen values, without I/O and without a clock, as those of `fxpack.model`. Paths inside a zip are
posix and relative to its root; paths on disk are absolute. Sizes are in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol

from fxpack.nouns import NamedTuple

SITE_PACKAGES = ".python_packages/lib/site-packages"
"""The one folder that the worker puts on the path (azure-functions-python-worker 4.x, `worker.py`)."""

Mode = Literal["remote", "local", "no-build"]

_NOTHING: Mapping[str, Any] = MappingProxyType({})

# -- what goes in ---------------------------------------------------------------------------------


class OnDisk(NamedTuple):
    """The content of a file as it is on disk."""

    path: str


class Content(NamedTuple):
    """Content that fxpack wrote itself."""

    data: bytes


class Compressed(NamedTuple):
    """The content of a member of another zip, copied as it lies there.

    offset  where its data begin in that zip, after the local header
    method  0 (stored) or 8 (deflated)
    """

    zip: str
    offset: int
    compressed: int
    method: int
    crc: int


class Entry(NamedTuple):
    """One file of a zip to be written.

    owner  the distribution it belongs to, by its normalised name; "" for the app's own files
    """

    path: str
    size: int
    source: OnDisk | Content | Compressed
    executable: bool = False
    owner: str = ""


class Advice(NamedTuple):
    """Something about a build that its user should know, and that does not stop it.

    path  of the file it is about, relative to the app's root, "" for none
    line  in that file, 0 for none
    """

    message: str
    path: str = ""
    line: int = 0
    help: str = ""


# -- what is locked -------------------------------------------------------------------------------

PackageKind = Literal["wheel", "sdist", "vcs", "directory"]


class LockedPackage(NamedTuple):
    """One package of a resolution: exactly what is to be installed, and where it is from.

    name        normalised
    version     "" where only building tells it
    location    a URL, which may hold credentials and is never shown as it is, or a path on disk
    filename    of the wheel or sdist, "" otherwise
    hashes      algorithm → hexadecimal digest; empty for `vcs` and `directory`
    requested   whether the requirements name it themselves
    direct_url  what direct_url.json holds for it (PEP 610), None where it is from an index
    commit      of a VCS reference, whole
    because     the packages that need it
    """

    name: str
    version: str
    kind: PackageKind
    location: str
    filename: str = ""
    hashes: Mapping[str, str] = _NOTHING
    size: int | None = None
    requested: bool = False
    direct_url: Mapping[str, Any] | None = None
    commit: str = ""
    subdirectory: str = ""
    because: tuple[str, ...] = ()


# -- what a wheel is known to hold ----------------------------------------------------------------


class SharedObject(NamedTuple):
    """A file that a loader maps into memory, as far as the target must fit it.

    machine  "x86_64", "aarch64", …, "" where it is no ELF file, or a broken one
    glibc    the highest version of GLIBC that one of its symbols needs, None for none
    needed   the libraries it asks the loader for
    soname   what it calls itself, "" for nothing
    kind     "ELF", "Mach-O" (macOS), "PE" (Windows), or "" for what only its name makes one
    """

    path: str
    machine: str
    glibc: tuple[int, int] | None = None
    needed: tuple[str, ...] = ()
    soname: str = ""
    kind: str = "ELF"


class WheelFacts(NamedTuple):
    """What is known of a wheel whose hash is known; kept beside it in the cache.

    name      normalised
    tags      as in its WHEEL file
    requires  Requires-Dist, as written
    imports   top-level names that can be imported
    objects   its shared objects, by their path in site-packages
    """

    name: str
    version: str
    tags: tuple[str, ...]
    requires: tuple[str, ...] = ()
    requires_python: str = ""
    extras: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    objects: tuple[SharedObject, ...] = ()


class StoredWheel(NamedTuple):
    """A wheel in the cache, checked against its hash, and the package it is for."""

    path: str
    sha256: str
    package: LockedPackage
    facts: WheelFacts


# -- progress -------------------------------------------------------------------------------------


class Progress(Protocol):
    """Who hears how far a build is. Called from one thread or from several."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A new stage begins: "resolving", "downloading", "building wheels", "writing", "checking".

        `total` counts bytes, None where it is not known.
        """

    def advance(self, amount: int) -> None:
        """So many more bytes are done."""

    def say(self, text: str) -> None:
        """Something worth telling: one line, without credentials."""


class Silent:
    """Progress that nobody hears of."""

    def stage(self, name: str, total: int | None = None) -> None: ...

    def advance(self, amount: int) -> None: ...

    def say(self, text: str) -> None: ...
