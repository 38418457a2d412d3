"""A wheel is what it says it is, and what is to be known of it besides.

Everything is looked at once, when a wheel comes into the cache: that its names stay where they
belong, that its sizes are sane, that RECORD is true. What holds of a hash holds for ever.

Source: https://packaging.python.org/specifications/binary-distribution-format and
recording-installed-packages.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.message import Message
from itertools import chain
from tempfile import SpooledTemporaryFile

from fxpack.archive import is_bomb
from fxpack.artifact import SharedObject, WheelFacts
from fxpack.errors import DependencyError
from fxpack.nouns import NamedTuple
from fxpack.pack import elf
from fxpack.pack.inflate import pieces as unpacked
from fxpack.pack.record import BadRecord, Row, Verifier, read_record
from fxpack.pack.zipformat import BadZipError, Buffer, Member, mapped, read_directory
from fxpack.read.importable import importable, is_namespace
from fxpack.read.zipnames import why_unsafe

LARGEST_TEXT = 64 << 20
"""Bytes of a file in `.dist-info`, which are held in memory: a RECORD of 500,000 files."""

IN_MEMORY = 16 << 20
"""Larger shared objects are looked at in a temporary file beside the wheel."""


class _Wheel(NamedTuple):
    """A wheel that is looked at: its bytes, where they lie, and what its file name says."""

    data: Buffer
    path: str
    filename: str
    name: str
    version: str

    def wrong(self, reason: str) -> DependencyError:
        # names in it may hold anything
        shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in reason)
        return DependencyError(f"{self.filename} {shown}: it must not be installed")


class _Seen(NamedTuple):
    """What one pass over all members found.

    paths       of all files in site-packages
    texts       the files of `.dist-info` by their names
    namespaces  folders whose `__init__.py` lets other packages add to them
    """

    paths: Sequence[str]
    texts: Mapping[str, bytes]
    objects: Sequence[SharedObject]
    namespaces: frozenset[str]


def facts_of(path: str, filename: str = "") -> WheelFacts:
    """Verify the wheel at a path, and tell what is to be known of it.

    `filename` is its real name where the path has another. May be called from several threads:
    what takes the time (inflating and hashing) lets others run. Raises DependencyError, which names
    the wheel and the member, where it is not a wheel, or not what its name or its RECORD says; and
    OSError.
    """
    filename = filename or os.path.basename(path)
    name, version = _named(filename)
    with mapped(path) as data:
        wheel = _Wheel(data, path, filename, name, version)
        members = _members(wheel)
        info = _dist_info(wheel, members)
        seen = _look(wheel, members, info)
    return _facts(wheel, info, seen)


def _named(filename: str) -> tuple[str, str]:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    try:
        name, version, _, _ = parse_wheel_filename(filename)
    except InvalidWheelFilename:
        raise DependencyError(f"{filename} is no name of a wheel") from None
    return name, str(version)


# -- the members ----------------------------------------------------------------------------------


def _members(wheel: _Wheel) -> list[Member]:
    """The files of a wheel, once their names and sizes are known to be harmless."""
    try:
        members = read_directory(wheel.data)
    except BadZipError as error:
        raise wheel.wrong(f"is no zip, or a broken one: {error}") from None
    names: set[str] = set()
    for member in members:
        reason = why_unsafe(member.path)
        if reason:
            raise wheel.wrong(f"has a member whose name {reason}: {member.path}")
        if member.path in names:
            raise wheel.wrong(f"has two members {member.path}")
        if stat.S_ISLNK(member.mode):
            raise wheel.wrong(f"has a symbolic link: {member.path}")
        names.add(member.path)
    own, total = len(wheel.data), sum(member.size for member in members)
    if is_bomb(own, total):
        raise wheel.wrong(f"would unpack to {total:,} bytes from {own:,}, as a zip bomb does")
    return [member for member in members if not member.path.endswith("/")]


def _dist_info(wheel: _Wheel, members: Sequence[Member]) -> str:
    """The `.dist-info` folder, once it is the only one and fits the wheel's name."""
    from packaging.utils import canonicalize_name
    from packaging.version import InvalidVersion, Version

    tops = {member.path.split("/", 1)[0] for member in members if "/" in member.path}
    infos = sorted(top for top in tops if top.endswith(".dist-info"))
    if len(infos) != 1:
        raise wheel.wrong(f"has {len(infos)} .dist-info folders, and not one")
    name, _, version = infos[0].removesuffix(".dist-info").rpartition("-")
    try:
        fits = canonicalize_name(name) == wheel.name and Version(version) == Version(wheel.version)
    except InvalidVersion:
        fits = False
    if not fits:
        raise wheel.wrong(f"holds {infos[0]}, which is another package or version")
    return infos[0]


# -- one pass over the content --------------------------------------------------------------------


def _record(wheel: _Wheel, members: Sequence[Member], info: str) -> dict[str, Row]:
    """RECORD may leave files out, as pip lets pass; what it does list must be there."""
    own = f"{info}/RECORD"
    member = next((member for member in members if member.path == own), None)
    if member is None:
        raise wheel.wrong(f"has no {own}")
    try:
        record = read_record(_text(wheel, member, unpacked(wheel.data, member)))
    except (BadRecord, BadZipError) as error:
        raise wheel.wrong(f"has a bad {own}: {error}") from None
    # its own line has no hash; signatures are taken away by tools that leave RECORD as it is
    listed = {path: row for path, row in record.items() if not path.startswith(own)}
    missing = listed.keys() - {member.path for member in members}
    if missing:
        raise wheel.wrong(f"lacks {min(missing)}, which its RECORD lists")
    return listed


def _look(wheel: _Wheel, members: Sequence[Member], info: str) -> _Seen:
    record = _record(wheel, members, info)
    texts: dict[str, bytes] = {}
    objects: list[SharedObject] = []
    namespaces: set[str] = set()
    for member in members:
        pieces = _verified(wheel, member, record.get(member.path, Row(member.path)))
        head = next(pieces, b"")
        kind = elf.kind_of(member.path, head)
        path = _installed(member.path, info)
        if path.startswith(f"{info}/"):
            texts[path[len(info) + 1 :]] = _text(wheel, member, chain([head], pieces))
        elif kind is not None:
            objects.append(_object(wheel, path, kind, chain([head], pieces)))
        elif path.endswith("/__init__.py") and is_namespace(head):
            namespaces.add(path.rpartition("/")[0])
        for _ in pieces:
            pass
    paths = tuple(_installed(member.path, info) for member in members)
    return _Seen(paths, texts, objects, frozenset(namespaces))


def _verified(wheel: _Wheel, member: Member, row: Row) -> Iterator[bytes]:
    """The content, compared with RECORD at its end."""
    verifier = Verifier(row)
    try:
        for piece in unpacked(wheel.data, member):
            verifier.update(piece)
            yield piece
    except BadZipError as error:
        raise wheel.wrong(f"is damaged: {error}") from None
    reason = verifier.contradiction()
    if reason:
        raise wheel.wrong(f"has a {member.path} whose {reason} is not that in its RECORD")


def _text(wheel: _Wheel, member: Member, pieces: Iterable[bytes]) -> bytes:
    if member.size > LARGEST_TEXT:
        raise wheel.wrong(f"has a {member.path} of {member.size:,} bytes")
    return b"".join(pieces)


def _object(wheel: _Wheel, path: str, kind: str, pieces: Iterable[bytes]) -> SharedObject:
    """What a shared object says, read where it can be read in any order."""
    if kind != "ELF":
        return SharedObject(path=path, machine="", kind=kind)
    folder = os.path.dirname(os.path.abspath(wheel.path))
    with SpooledTemporaryFile(IN_MEMORY, dir=folder) as whole:
        whole.writelines(pieces)
        return elf.shared_object(path, kind, whole)


def _installed(path: str, info: str) -> str:
    """Where a member lies in site-packages: what `.data` holds is moved, as `--target` has it."""
    data = f"{info.removesuffix('.dist-info')}.data/"
    if not path.startswith(data):
        return path
    scheme, _, rest = path[len(data) :].partition("/")
    prefix = {"scripts": "bin/", "headers": "include/"}.get(scheme, "")
    return prefix + rest


# -- what the texts say ---------------------------------------------------------------------------


def _facts(wheel: _Wheel, info: str, seen: _Seen) -> WheelFacts:
    about = _headers(wheel, seen, "WHEEL")
    if str(about.get("Wheel-Version", "")).split(".")[0].strip() != "1":
        raise wheel.wrong(f'is of Wheel-Version "{about.get("Wheel-Version", "")}", not 1.x')
    metadata = _headers(wheel, seen, "METADATA")
    _check_identity(wheel, metadata)
    return WheelFacts(
        name=wheel.name,
        version=wheel.version,
        tags=_values(about, "Tag"),
        requires=_values(metadata, "Requires-Dist"),
        requires_python=next(iter(_values(metadata, "Requires-Python")), ""),
        extras=_values(metadata, "Provides-Extra"),
        imports=importable(
            (path for path in seen.paths if not path.startswith(f"{info}/")),
            seen.namespaces | _declared(seen.texts.get("namespace_packages.txt", b"")),
        ),
        objects=tuple(sorted(seen.objects)),
    )


def _headers(wheel: _Wheel, seen: _Seen, name: str) -> Message:
    from email.parser import BytesHeaderParser

    if name not in seen.texts:
        raise wheel.wrong(f"has no {name} in its .dist-info")
    return BytesHeaderParser().parsebytes(seen.texts[name])


def _values(message: Message, name: str) -> tuple[str, ...]:
    return tuple(" ".join(str(value).split()) for value in message.get_all(name, ()))


def _check_identity(wheel: _Wheel, metadata: Message) -> None:
    from packaging.utils import canonicalize_name

    stated = " ".join(_values(metadata, "Name"))
    if canonicalize_name(stated) != wheel.name:
        raise wheel.wrong(f'says in its METADATA that it is "{stated}"')


def _declared(text: bytes) -> frozenset[str]:
    """The namespaces that setuptools wrote down."""
    names = text.decode("utf-8", "replace").split()
    return frozenset(name.replace(".", "/") for name in names)
