"""The nouns of a zip that was read back: what the rules about zips look at.

Frozen values, without I/O. Paths are those in the zip.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fxpack.artifact import SITE_PACKAGES, SharedObject
from fxpack.model import Config, Files, Function
from fxpack.nouns import NamedTuple
from fxpack.platforms import Platform

_NOTHING: Mapping[str, str] = MappingProxyType({})

PACKAGES = SITE_PACKAGES.partition("/")[0] + "/"
"""What is not the app's own."""


class Packed(NamedTuple):
    """A file or folder of a zip, as its directory has it; the name of a folder ends with a slash.

    mode    as stat has it, 0 where the zip was not made on UNIX
    method  0 (stored) or 8 (deflated); what else there may be cannot be read
    """

    path: str
    size: int
    compressed: int
    mode: int = 0
    method: int = 8


class Distribution(NamedTuple):
    """A package that is installed in a zip, as its `.dist-info` has it.

    name      normalised
    folder    its `.dist-info`
    tags      of WHEEL; empty where there is none
    requires  Requires-Dist, as written
    direct    whether it was installed from a URL or a path: its version then means little
    """

    name: str
    version: str
    folder: str
    tags: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    direct: bool = False


class Archive(NamedTuple):
    """A zip read back.

    path           as the user named it
    size           of the file, in bytes
    platform       what it is judged for
    told_by        what says which Python that is: "--python", "packages" or "default"
    broken         why none of it can be read, "" where it can
    damaged        file → why it cannot be read
    files          the app's own files: `files[path]` may raise OSError
    host           its host.json, None where there is none at the root
    functions      those of function.json files
    distributions  what is installed in `SITE_PACKAGES`
    objects        the shared objects, its own and those of packages
    """

    path: str
    size: int
    platform: Platform
    told_by: str = "default"
    broken: str = ""
    damaged: Mapping[str, str] = _NOTHING
    members: tuple[Packed, ...] = ()
    files: Files = MappingProxyType({})
    host: Config | None = None
    functions: tuple[Function, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    objects: tuple[SharedObject, ...] = ()

    @property
    def total(self) -> int:
        """The bytes of all files, unpacked, as the directory has them."""
        return sum(member.size for member in self.members)

    @property
    def is_readable(self) -> bool:
        """Whether more of it was read than its directory."""
        return not self.broken and not is_bomb(self.size, self.total)

    @property
    def has_packages(self) -> bool:
        """Whether packages are in it, as Azure looks for them."""
        return any(member.path.startswith(SITE_PACKAGES + "/") for member in self.members)


GIGABYTE = 1_000_000_000
BOMB = 16 * GIGABYTE
BOMB_RATIO = 200


def is_bomb(size: int, total: int) -> bool:
    """Whether a zip of a size says that it unpacks to more than any real one does.

    Native packages unpack to three or four times their size; the most that deflate can do is 1,032.
    """
    return total > BOMB or total > max(GIGABYTE, BOMB_RATIO * size)


# -- what takes the room --------------------------------------------------------------------------


class Share(NamedTuple):
    """What one package or folder takes; `compressed` is what that is in the zip."""

    name: str
    files: int
    size: int
    compressed: int


class PackageShare(NamedTuple):
    """What a package takes, and why it is there.

    requested  whether requirements.txt names it
    needs      the packages in the zip that it needs itself
    needed_by  those that need it
    brings     all that would not be there without it, what it brings included
    alone      what it and those take, compressed
    """

    share: Share
    version: str
    requested: bool
    needs: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    brings: tuple[str, ...] = ()
    alone: int = 0


class ColdStart(NamedTuple):
    """What the load of some functions imports at once.

    functions  by name; empty where they cannot be told
    modules    the app's files, in order
    packages   those in the zip that these files import themselves
    others     modules from elsewhere: of the worker, or of what Azure installs
    """

    functions: tuple[str, ...]
    modules: tuple[str, ...]
    packages: tuple[str, ...]
    others: tuple[str, ...]


class Inspection(NamedTuple):
    """Where the room in a zip goes, the largest first.

    total     all files
    packages  by their RECORD
    folders   what belongs to no package: folders of the app, "." for the files at its root
    largest   the largest files
    starts    what a cold start of each function imports
    """

    path: str
    size: int
    python: str
    total: Share
    packages: tuple[PackageShare, ...]
    folders: tuple[Share, ...]
    largest: tuple[Packed, ...]
    starts: tuple[ColdStart, ...] = ()
