"""Shared objects made on the spot: a header, what the loader must find, and no code."""

from __future__ import annotations

import struct
from collections.abc import Sequence

MACHINES = {"x86_64": 62, "aarch64": 183, "i686": 3, "bpf": 247}


def make_elf(
    machine: str = "x86_64",
    *,
    needed: Sequence[str] = (),
    soname: str = "",
    versions: Sequence[str] = (),
    size: int = 0,
) -> bytes:
    """A 64-bit little-endian ELF file.

    needed    the libraries it asks for
    versions  the versions of symbols it needs of libc.so.6: "GLIBC_2.17", …
    size      at least so many bytes
    """
    strings = _Strings()
    tags = [(1, strings.add(name)) for name in needed]
    tags += [(14, strings.add(soname))] if soname else []
    verneed = _verneed(versions, strings)
    names = _Strings()
    labels = [names.add(label) for label in (".dynstr", ".gnu.version_r", ".shstrtab")]
    headers = 64 + 2 * 56
    dynamic_at = headers + len(strings.data)
    dynamic = b"".join(struct.pack("<QQ", *tag) for tag in [*tags, (5, headers), (0, 0)])
    verneed_at = dynamic_at + len(dynamic)
    names_at = verneed_at + len(verneed)
    sections = [
        struct.pack("<IIQQQQIIQQ", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        _section(labels[0], 3, headers, len(strings.data)),
        _section(labels[1], 0x6FFFFFFE if verneed else 1, verneed_at, len(verneed), 1, 1),
        _section(labels[2], 3, names_at, len(names.data)),
    ]
    sections_at = names_at + len(names.data)
    end = sections_at + 64 * len(sections)
    header = struct.pack(
        "<4s5B7xHHIQQQIHHHHHH",
        b"\x7fELF", 2, 1, 1, 0, 0, 3, MACHINES[machine], 1, 0, 64, sections_at, 0, 64, 56, 2, 64,
        len(sections), 3,
    )  # fmt: skip
    load = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, end, end, 4096)
    segment = struct.pack(
        "<IIQQQQQQ", 2, 6, dynamic_at, dynamic_at, dynamic_at, len(dynamic), len(dynamic), 8
    )
    body = [header, load, segment, strings.data, dynamic, verneed, names.data, *sections]
    return b"".join(body).ljust(size, b"\0")


class _Strings:
    def __init__(self) -> None:
        self.data = b"\0"

    def add(self, text: str) -> int:
        at = len(self.data)
        self.data += text.encode() + b"\0"
        return at


def _verneed(versions: Sequence[str], strings: _Strings) -> bytes:
    if not versions:
        return b""
    data = struct.pack("<HHIII", 1, len(versions), strings.add("libc.so.6"), 16, 0)
    for number, version in enumerate(versions, 1):
        following = 0 if number == len(versions) else 16
        data += struct.pack("<IHHII", 0, 0, number + 1, strings.add(version), following)
    return data


def _section(name: int, kind: int, at: int, size: int, link: int = 0, info: int = 0) -> bytes:
    return struct.pack("<IIQQQQIIQQ", name, kind, 0, at, at, size, link, info, 1, 0)
