"""A zip read back: any zip, ours or not, as a value for the rules about zips.

Whatever is in it, there is an answer: a zip that cannot be read is one that says why. Nothing is
inflated further than the zip says, and nothing at all where that is more than any real one has.
"""

from __future__ import annotations

import errno
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from tempfile import SpooledTemporaryFile

from fxpack.archive import PACKAGES, Archive, Distribution, Packed, is_bomb
from fxpack.artifact import SharedObject
from fxpack.errors import FileError
from fxpack.pack import elf
from fxpack.pack.inflate import pieces
from fxpack.pack.installed import distributions, owners
from fxpack.pack.zipformat import BadZipError, Buffer, Member, content, mapped, read_directory
from fxpack.platforms import Platform, newest, platform_of, platforms
from fxpack.read.host import read_host
from fxpack.read.v1 import read_functions

LARGEST_TEXT = 64 << 20
"""Bytes of a file that is read as a whole."""

IN_MEMORY = 16 << 20
"""Larger shared objects are looked at in a temporary file without a name."""

_OF_PYTHON = re.compile(r"cp3(\d+)-cp3\d+-.*|.*\.cp(?:ython-)?3(\d+)-[^/]*\.(?:so|pyd)")


def read_archive(
    path: str,
    platform: Platform | None = None,
    *,
    known: Mapping[str, SharedObject] | None = None,
    shown: str | None = None,
) -> Archive:
    """Read a zip back. FileError where there is no file to read.

    platform  what it is for; None: found out from the packages in it
    known     the shared objects by their paths, of a zip whose content fxpack wrote itself: then
              nothing but texts is inflated
    shown     how the zip is called; as `path` unless said otherwise
    """
    shown = path if shown is None else shown
    if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
        # to open a pipe would wait for whoever writes to it
        raise FileError(f"{shown} cannot be read: it is no file")
    try:
        with mapped(path) as data:
            return _read(data, path, shown, platform, known)
    except OSError as error:
        raise FileError(f"{shown} cannot be read: {error.strerror or error}") from None
    except ValueError:
        # mmap, of what is no file
        raise FileError(f"{shown} cannot be read: it is no file") from None


def _read(
    data: Buffer,
    path: str,
    shown: str,
    platform: Platform | None,
    known: Mapping[str, SharedObject] | None,
) -> Archive:
    archive = Archive(
        path=shown,
        size=len(data),
        platform=platform or platform_of(newest()),
        told_by="--python" if platform else "default",
    )
    try:
        members = read_directory(data)
    except BadZipError as error:
        return archive._replace(broken=str(error))
    archive = archive._replace(members=tuple(map(_packed, members)))
    if is_bomb(archive.size, archive.total):
        return archive
    files = {member.path: member for member in members if not member.path.endswith("/")}
    installed = distributions(files, lambda name: _text(data, files[name]))
    if platform is None:
        archive = _told(archive, installed, files)
    own = Unpacked(path, {name: each for name, each in files.items() if not _is_package(name)})
    objects, damaged = _objects(data, files, known)
    return archive._replace(
        damaged=damaged,
        files=own,
        host=read_host(own),
        functions=read_functions(own),
        distributions=installed,
        objects=tuple(sorted(objects)),
    )


def read_owners(path: str, archive: Archive) -> Mapping[str, str]:
    """The packages that the files of a zip belong to, of one that `read_archive` could read."""
    with mapped(path) as data:
        files = {member.path: member for member in read_directory(data)}
        return owners(archive.distributions, files, lambda name: _text(data, files[name]))


def _packed(member: Member) -> Packed:
    return Packed(member.path, member.size, member.compressed, member.mode, member.method)


def _is_package(path: str) -> bool:
    return path.startswith(PACKAGES)


class Unpacked(Mapping[str, bytes]):
    """Path → content of some members of a zip, inflated when asked for and not kept."""

    def __init__(self, path: str, members: Mapping[str, Member]) -> None:
        self._path = path
        self._members = members

    def __getitem__(self, name: str) -> bytes:
        member = self._members[name]
        if member.size > LARGEST_TEXT:
            raise OSError(errno.EFBIG, f"it has {member.size:,} bytes", name)
        with mapped(self._path) as data:
            try:
                return content(data, member)
            except BadZipError as error:
                raise OSError(errno.EIO, str(error), name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._members))

    def __len__(self) -> int:
        return len(self._members)


def _text(data: Buffer, member: Member) -> bytes | None:
    if member.size > LARGEST_TEXT:
        return None
    try:
        return content(data, member)
    except BadZipError:
        return None


# -- the Python it is for -------------------------------------------------------------------------


def _told(archive: Archive, installed: Iterable[Distribution], paths: Iterable[str]) -> Archive:
    """The Python that most of the packages are for."""
    votes = Counter(
        (3, int(found[1] or found[2]))
        for text in chain(*(each.tags for each in installed), paths)
        if (found := _OF_PYTHON.fullmatch(text))
    )
    for python, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if python in platforms():
            return archive._replace(platform=platform_of(python), told_by="packages")
    return archive


# -- the content ----------------------------------------------------------------------------------


def _objects(
    data: Buffer, files: Mapping[str, Member], known: Mapping[str, SharedObject] | None
) -> tuple[list[SharedObject], dict[str, str]]:
    """The shared objects, and what cannot be read."""
    looked_at: Iterable[Member] = files.values()
    if known is not None:
        # what is the app's own, by name, is all that nobody has looked at yet
        looked_at = [
            member
            for name, member in files.items()
            if not _is_package(name) and elf.kind_of(name, b"") is not None
        ]
    objects = [] if known is None else list(known.values())
    damaged: dict[str, str] = {}
    for member in looked_at:
        try:
            found = _look(data, member)
        except BadZipError as error:
            damaged[member.path] = str(error)
        else:
            objects += [found] if found else []
    return objects, damaged


def _look(data: Buffer, member: Member) -> SharedObject | None:
    """Unpack a file to its end, which proves it, and say what it is if it is a shared object."""
    unpacked = pieces(data, member)
    head = next(unpacked, b"")
    kind = elf.kind_of(member.path, head)
    if kind == "ELF":
        with SpooledTemporaryFile(IN_MEMORY) as whole:
            whole.writelines(chain([head], unpacked))
            return elf.shared_object(member.path, kind, whole)
    for _ in unpacked:
        pass
    return None if kind is None else SharedObject(path=member.path, machine="", kind=kind)
