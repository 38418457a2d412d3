"""The zip format, as far as wheels and apps use it: its directory read, its records written.

The standard library's zipfile makes an object of thirty attributes for each member and cannot copy
a member without inflating it. Here a member is a tuple, and its compressed data are a slice of the
file.

Source: APPNOTE.TXT 6.3.10 (PKWARE), by section: 4.3.7 local header, 4.3.12 directory record,
4.3.14 to 4.3.16 end records, 4.4.4 flags, 4.5.3 Zip64 field. Where it leaves room, reading is as
strict as the strictest reader in use, so that nobody sees other files than fxpack does.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from struct import Struct
from time import gmtime

from fxpack.nouns import NamedTuple

STORED = 0
DEFLATED = 8

Buffer = bytes | mmap.mmap
"""A whole zip."""

_LOCAL = b"PK\3\4"
_CENTRAL = b"PK\1\2"
_END = b"PK\5\6"
_END64 = b"PK\6\6"
_LOCATOR = b"PK\6\7"

_CENTRAL_RECORD = Struct("<4sxBxxHH4xLLLHHHHxxLL")
_END_RECORD = Struct("<4s4H2LH")
_END64_RECORD = Struct("<4sQHHLLQQQQ")
_LOCATOR_RECORD = Struct("<4sLQL")
_FIELD = Struct("<HH")
_WIDE = Struct("<Q")
_CORE = Struct("<HHHLLLLHH")  # what a local header and a directory record share
_TAIL = Struct("<6xLL")
_HEADER_SIZE = 30

_MAX16 = 0xFFFF
_MAX32 = 0xFFFFFFFF
_UNREADABLE = 0x1 | 0x20 | 0x40 | 0x2000  # encrypted in three ways, or a patch of another file
_UTF8 = 0x800
_UNIX = 3
_ZIP64_FIELD = 1
_NEEDS = 20  # 2.0: deflate
_NEEDS64 = 45  # 4.5: Zip64
_MADE_BY = _UNIX << 8 | 45
_MADE_BY_UNIX = _CENTRAL + _MADE_BY.to_bytes(2, "little")

_FIRST = 315532800  # 1980-01-01T00:00:00Z
_LAST = 4354819198  # 2107-12-31T23:59:58Z


class BadZipError(Exception):
    """Not a zip, or one that nobody should trust. The message says what is wrong, not where."""


class Member(NamedTuple):
    """One file or folder of a zip, as its directory has it.

    path        as written; it may hold anything, and a folder's ends with a slash
    offset      where its data begin in the file
    compressed  the length of its data
    size        of its content
    mode        as stat has it, 0 where the zip was not made on UNIX
    """

    path: str
    offset: int
    compressed: int
    size: int
    crc: int
    method: int
    mode: int


@contextmanager
def mapped(path: str) -> Iterator[Buffer]:
    """The bytes of a file, without reading it; OSError where that is not possible."""
    with open(path, "rb") as file:
        if not file.seek(0, 2):
            yield b""  # which cannot be mapped
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield data


# -- reading --------------------------------------------------------------------------------------


def read_directory(data: Buffer) -> list[Member]:
    """The members of a zip, in the order of its directory; the same path may come twice.

    BadZipError for whatever does not hold together.
    """
    start, end, count, prefix = _find_directory(data)
    directory = data[start:end]
    members = []
    spans = []
    position, end = 0, len(directory)
    while position < end:
        if end - position < _CENTRAL_RECORD.size:
            raise BadZipError("its directory is cut off")
        (
            mark, system, flags, method, crc, compressed, size, name_length, extra_length,
            comment_length, disk, attributes, header,
        ) = _CENTRAL_RECORD.unpack_from(directory, position)  # fmt: skip
        if mark != _CENTRAL:
            raise BadZipError("its directory holds something else than members")
        name_end = position + _CENTRAL_RECORD.size + name_length
        name = directory[position + _CENTRAL_RECORD.size : name_end]
        position = name_end + extra_length + comment_length
        if position > end:
            raise BadZipError("its directory is cut off")
        path = _decoded(name, flags)
        if _MAX32 in (size, compressed, header):
            extra = directory[name_end : name_end + extra_length]
            size, compressed, header = _large(path, extra, size, compressed, header)
        if flags & _UNREADABLE:
            raise BadZipError(f'its member "{path}" is encrypted')
        if disk or (method == STORED and size != compressed):
            raise BadZipError(f'what it says of its member "{path}" cannot be')
        header += prefix
        offset = _data_offset(data, header, name, path)
        spans.append((header, offset + compressed))
        mode = attributes >> 16 if system == _UNIX else 0
        members.append(Member(path, offset, compressed, size, crc, method, mode))
    if len(members) != count:
        raise BadZipError(f"it has {len(members)} members and says {count}")
    _check_apart(spans, start)
    return members


def content(data: Buffer, member: Member) -> bytes:
    """The content of a member, proved by its size and checksum.

    Needs memory for `member.size` bytes and no more, whatever the data inflate to.
    """
    packed = data[member.offset : member.offset + member.compressed]
    if member.method == STORED:
        unpacked = packed
    elif member.method == DEFLATED:
        unpacked = _inflated(packed, member)
    else:
        raise BadZipError(f'its member "{member.path}" is compressed by method {member.method}')
    if len(unpacked) != member.size or zlib.crc32(unpacked) != member.crc:
        raise BadZipError(f'the content of its member "{member.path}" is damaged')
    return unpacked


def _inflated(packed: bytes, member: Member) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        # One more, so that too much is seen; and 0 would mean no limit.
        unpacked = inflater.decompress(packed, member.size + 1)
    except (zlib.error, OverflowError, MemoryError):
        raise BadZipError(f'the content of its member "{member.path}" is damaged') from None
    if not inflater.eof or inflater.unused_data:
        raise BadZipError(f'the content of its member "{member.path}" is damaged')
    return unpacked


def _find_directory(data: Buffer) -> tuple[int, int, int, int]:
    """Where the directory begins and ends, how many members it has, what precedes the zip."""
    end = _find_end(data)
    _, disk, first_disk, here, count, size, offset, _ = _END_RECORD.unpack_from(data, end)
    locator = end - _LOCATOR_RECORD.size
    if locator >= 0 and data[locator : locator + 4] == _LOCATOR:
        end, (disk, first_disk, here, count, size, offset) = _zip64_end(
            data, locator, (disk, first_disk, here, count, size, offset)
        )
    if disk or first_disk or here != count:
        raise BadZipError("it is one part of several")
    start = end - size
    if start < offset:
        raise BadZipError("its directory is not where it says")
    return start, end, count, start - offset


def _find_end(data: Buffer) -> int:
    """Where the end record begins: its comment must reach the end of the file."""
    lowest = max(0, len(data) - _END_RECORD.size - _MAX16)
    position = data.rfind(_END, lowest)
    while position >= 0:
        after = position + _END_RECORD.size
        if after <= len(data):
            comment_length: int = _END_RECORD.unpack_from(data, position)[-1]
            if after + comment_length == len(data):
                return position
        position = data.rfind(_END, lowest, position)
    raise BadZipError("it does not end as a zip does; it may be cut off")


def _zip64_end(
    data: Buffer, locator: int, short: tuple[int, ...]
) -> tuple[int, tuple[int, int, int, int, int, int]]:
    """Where the Zip64 end record begins, and the numbers of the end record from there."""
    _, _, stated, _ = _LOCATOR_RECORD.unpack_from(data, locator)
    # Right before the locator, also where bytes precede the zip; elsewhere if it has extra data.
    for position in (locator - _END64_RECORD.size, stated):
        if (
            0 <= position <= locator - _END64_RECORD.size
            and data[position : position + 4] == _END64
        ):
            break
    else:
        raise BadZipError("its Zip64 end record is missing")
    values = _END64_RECORD.unpack_from(data, position)[4:]
    limits = (_MAX16, _MAX16, _MAX16, _MAX16, _MAX32, _MAX32)
    for value, small, limit in zip(values, short, limits, strict=True):
        if small not in (limit, value):
            raise BadZipError("its two end records contradict each other")
    return position, values


def _decoded(name: bytes, flags: int) -> str:
    if name.isascii():
        return name.decode("ascii")
    if not flags & _UTF8:
        return name.decode("cp437")
    try:
        return name.decode()
    except UnicodeDecodeError:
        raise BadZipError("it has a name that is not UTF-8 and says so") from None


def _large(path: str, extra: bytes, *values: int) -> list[int]:
    """The values that do not fit in 32 bits, from the Zip64 field, in the order of its rules."""
    position = 0
    while position + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, position)
        position += _FIELD.size
        if kind != _ZIP64_FIELD:
            position += length
            continue
        field = extra[position : min(position + length, len(extra))]
        wide = [int.from_bytes(field[at : at + 8], "little") for at in range(0, len(field) - 7, 8)]
        if len(wide) < values.count(_MAX32):
            break
        rest = iter(wide)
        return [next(rest) if value == _MAX32 else value for value in values]
    raise BadZipError(f'the Zip64 field of its member "{path}" is missing or cut off')


def _data_offset(data: Buffer, header: int, name: bytes, path: str) -> int:
    """Where a member's data begin: after its local header, whose extra field has its own length."""
    start = header + _HEADER_SIZE
    local = data[header : start + len(name)]
    if local[:4] != _LOCAL or len(local) < _HEADER_SIZE:
        raise BadZipError(f'its member "{path}" is not where the directory says')
    name_length, extra_length = _FIELD.unpack_from(local, _HEADER_SIZE - 4)
    if name_length != len(name) or local[_HEADER_SIZE:] != name:
        raise BadZipError(f'its member "{path}" has another name in front of its data')
    return int(start + name_length + extra_length)


def _check_apart(spans: list[tuple[int, int]], limit: int) -> None:
    """Members share no bytes (as those of a zip bomb do) and end before the directory."""
    spans.sort()
    before = 0
    for header, after in spans:
        if header < before:
            raise BadZipError("its members overlap, as in a zip bomb")
        before = after
    if before > limit:
        raise BadZipError("its last member reaches into the directory")


# -- writing --------------------------------------------------------------------------------------


def dos_time(seconds: int | None) -> int:
    """The date and time of a member, from seconds since 1970; UTC, and to two seconds.

    None is the first that the format knows, 1980-01-01; later or earlier than it can say is its
    last or first.
    """
    if seconds is None or seconds < _FIRST:
        seconds = _FIRST
    year, month, day, hour, minute, second, *_ = gmtime(min(seconds, _LAST))
    date = year - 1980 << 9 | month << 5 | day
    return date << 16 | hour << 11 | minute << 5 | second >> 1


def local_header(
    name: bytes, method: int, time: int, crc: int, compressed: int, size: int
) -> bytes:
    """What precedes the data of a member; `time` as `dos_time` has it."""
    flags = 0 if name.isascii() else _UTF8
    if size < _MAX32 and compressed < _MAX32:
        core = _CORE.pack(_NEEDS, flags, method, time, crc, compressed, size, len(name), 0)
        return _LOCAL + core + name
    extra = _FIELD.pack(_ZIP64_FIELD, 16) + _WIDE.pack(size) + _WIDE.pack(compressed)
    core = _CORE.pack(_NEEDS64, flags, method, time, crc, _MAX32, _MAX32, len(name), len(extra))
    return _LOCAL + core + name + extra


def directory_record(header: bytes, offset: int, mode: int) -> bytes:
    """The record of the member whose local header is `header` and lies at `offset`."""
    core, rest = header[4:_HEADER_SIZE], header[_HEADER_SIZE:]
    if offset < _MAX32:
        return _MADE_BY_UNIX + core + _TAIL.pack(mode << 16, offset) + rest
    _, *fields, name_length, _ = _CORE.unpack(core)
    wide = rest[name_length + _FIELD.size :] + _WIDE.pack(offset)
    core = _CORE.pack(_NEEDS64, *fields, name_length, _FIELD.size + len(wide))
    tail = _TAIL.pack(mode << 16, _MAX32)
    field = _FIELD.pack(_ZIP64_FIELD, len(wide))
    return _MADE_BY_UNIX + core + tail + rest[:name_length] + field + wide


def end_records(count: int, size: int, offset: int) -> bytes:
    """What follows the directory: of `count` members, `size` bytes long, beginning at `offset`."""
    short = min(count, _MAX16), min(size, _MAX32), min(offset, _MAX32)
    end = _END_RECORD.pack(_END, 0, 0, short[0], *short, 0)
    if _MAX16 not in short[:1] and _MAX32 not in short[1:]:
        return end
    wide = _END64_RECORD.pack(
        _END64, _END64_RECORD.size - 12, _MADE_BY, _NEEDS64, 0, 0, count, count, size, offset
    )
    return wide + _LOCATOR_RECORD.pack(_LOCATOR, 0, offset + size, 1) + end
