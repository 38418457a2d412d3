"""Zips made on the spot, also those that no tool makes, and checking them.

Written byte by byte, so that they may lie.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fxpack.archive import Archive
from fxpack.judge import check_archive
from fxpack.model import Diagnostic
from fxpack.pack.readback import read_archive
from fxpack.platforms import platform_of, python_of
from fxpack.settings import Settings
from tests.apps import BASE
from tests.elf import MACHINES, make_elf

UNITS = {"MB": 1_000_000, "GB": 1_000_000_000}

Tree = Mapping[str, str | bytes]
"""Name → content; a name may end with what is odd about the file, in parentheses:

    absent              an earlier file of that name is taken away
    twice               it is in the zip two times
    damaged             its content is not what its checksum says
    link                a symbolic link to its content
    600 MB              so many zeros, stored
    3 GB of zeros       so many by what the zip says; a thousandth of it in fact
    method 12           compressed in another way
    encrypted           as the zip says
    x86_64, GLIBC_2.17, needs libc.so.6, soname libx.so.1
                        a shared object
"""


class Written(NamedTuple):
    """A member as it is written: `data` may be shorter than `compressed`, the rest is a hole."""

    name: str
    data: bytes
    size: int
    compressed: int
    crc: int
    method: int = 8
    mode: int = 0o100644
    flags: int = 0x800


def write_zip(path: Path, *trees: Tree) -> Path:
    """Write a zip of some trees, the later over the earlier."""
    members: dict[str, list[Written]] = {}
    for name, content in (pair for tree in trees for pair in tree.items()):
        plain, _, state = name.removesuffix(")").partition(" (")
        members.pop(plain, None)
        if state != "absent":
            data = content.encode() if isinstance(content, str) else content
            members[plain] = _members(plain, data, state)
    with path.open("wb") as file:
        _write(file, [each for several in members.values() for each in several])
    return path


def app_zip(path: Path, *trees: Tree) -> Path:
    """A zip of the smallest clean app, with files replaced."""
    return write_zip(path, {**BASE, "requirements.txt": "azure-functions\n"}, *trees)


def check_app(folder: Path, *trees: Tree, python: str | None = "3.12") -> list[Diagnostic]:
    """What the rules say of `app_zip`, which they know as app.zip."""
    return checked(app_zip(folder / "app.zip", *trees), python)


def codes(folder: Path, *trees: Tree, python: str | None = "3.12") -> list[str]:
    """The codes of `check_app`."""
    return [each.code for each in check_app(folder, *trees, python=python)]


def checked(path: Path, python: str | None = "3.12") -> list[Diagnostic]:
    """What the rules say of a zip, which they know as app.zip."""
    platform = None if python is None else platform_of(python_of(python, "test"))
    return judged(read_archive(str(path), platform, shown="app.zip"))


def judged(archive: Archive, *, select: tuple[str, ...] = ()) -> list[Diagnostic]:
    """What the rules say of an archive."""
    found = check_archive(archive, Settings(select=select))
    assert not found.crashes
    return list(found.diagnostics)


def _members(name: str, data: bytes, state: str) -> list[Written]:
    if state == "twice":
        return [_member(name, data)] * 2
    if state == "damaged":
        return [_member(name, data)._replace(crc=1)]
    if state == "link":
        return [_member(name, data.strip())._replace(mode=0o120777)]
    if state == "encrypted":
        return [_member(name, data)._replace(flags=0x801)]
    if state.startswith("method "):
        return [_member(name, data)._replace(method=int(state.removeprefix("method ")))]
    sized = re.fullmatch(r"([\d.]+) (MB|GB)( of zeros)?", state)
    if sized:
        size = int(float(sized[1]) * UNITS[sized[2]])
        if sized[3]:
            return [Written(name, b"", size, size // 1000, 0)]
        return [Written(name, b"", size, size, 0, 0)]
    return [_member(name, _elf(state.split(", ")) if state else data)]


def _member(name: str, data: bytes) -> Written:
    engine = zlib.compressobj(wbits=-15)
    packed = engine.compress(data) + engine.flush()
    return Written(name, packed, len(data), len(packed), zlib.crc32(data))


def _elf(words: list[str]) -> bytes:
    assert words[0] in MACHINES, words
    return make_elf(
        words[0],
        needed=[word.removeprefix("needs ") for word in words if word.startswith("needs ")],
        versions=[word for word in words if word.startswith("GLIBC")],
        soname=next((word[7:] for word in words if word.startswith("soname ")), ""),
    )


def _write(file: BinaryIO, members: list[Written]) -> None:
    directory = b""
    for each in members:
        name = each.name.encode()
        at = file.tell()
        shared = struct.pack(
            "<HHHIIIIHH", 20, each.flags, each.method, 0x210000, each.crc, each.compressed,
            each.size, len(name), 0,
        )  # fmt: skip
        file.write(b"PK\3\4" + shared + name + each.data)
        file.seek(each.compressed - len(each.data), 1)
        tail = struct.pack("<HHHII", 0, 0, 0, each.mode << 16, at)
        directory += b"PK\1\2" + struct.pack("<H", 3 << 8 | 45) + shared + tail + name
    start = file.tell()
    count = len(members)
    file.write(directory)
    file.write(struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0))
