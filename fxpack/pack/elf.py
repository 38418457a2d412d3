"""Shared objects: what a file asks of the machine and the libraries around it.

Told from the file itself, not from its name: programs and libraries often have no suffix.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import IO, Any

from fxpack.artifact import SharedObject

HEAD = 4096
"""As many bytes of a file's beginning tell what it is."""

MACHINES = {
    "EM_X86_64": "x86_64",
    "EM_386": "i686",
    "EM_AARCH64": "aarch64",
    "EM_ARM": "armv7l",
    "EM_PPC64": "ppc64le",
    "EM_S390": "s390x",
}
"""Machines as the tags of wheels call them; others keep the name they have in elf.h."""

_MACH_O = frozenset(
    {b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"}
)
_FAT = b"\xca\xfe\xba\xbe"
_JAVA = 40
"""Java's class files begin as fat Mach-O files do, and go on with a version above this number."""

_NAMED = re.compile(r".*\.(so(\.[0-9.]+)?|pyd|dylib|dll)")
_MOST = 10_000
"""More sections, or versions, than any real file has: the counts in a broken one may be endless."""

_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)(?:\.\d+)*")


def kind_of(path: str, head: bytes) -> str | None:
    """What a file is by its first bytes: "ELF", "Mach-O" or "PE".

    "" for a file that is none of them although its name says so, None for any other file.
    """
    if head.startswith(b"\x7fELF"):
        return "ELF"
    if head[:4] in _MACH_O or (head[:4] == _FAT and 0 < int.from_bytes(head[4:8]) < _JAVA):
        return "Mach-O"
    start = int.from_bytes(head[60:64], "little")
    if head.startswith(b"MZ") and head[start : start + 4] == b"PE\0\0":
        return "PE"
    return "" if _NAMED.fullmatch(path) else None


def shared_object(path: str, kind: str, file: IO[bytes]) -> SharedObject:
    """What is to be known of a file; of a broken one, only that it is there."""
    nothing = SharedObject(path=path, machine="", kind=kind)
    if kind != "ELF":
        return nothing
    try:
        return _elf(path, file)
    except Exception:  # noqa: BLE001 - elftools believes a broken file, and raises what comes of it
        return nothing


def _elf(path: str, file: IO[bytes]) -> SharedObject:
    from elftools.elf.elffile import ELFFile

    elf = ELFFile(file)
    machine = elf["e_machine"]
    dynamic: Any = next(elf.iter_segments("PT_DYNAMIC"), None)
    tags = list(islice(dynamic.iter_tags(), _MOST)) if dynamic is not None else []
    return SharedObject(
        path=path,
        machine=MACHINES.get(machine, str(machine).removeprefix("EM_").lower()),
        glibc=_glibc(elf),
        needed=tuple(tag.needed for tag in tags if tag.entry.d_tag == "DT_NEEDED"),
        soname=next((tag.soname for tag in tags if tag.entry.d_tag == "DT_SONAME"), ""),
    )


def _glibc(elf: Any) -> tuple[int, int] | None:
    """The highest version of GLIBC among those that symbols need."""
    numbers = range(min(elf.num_sections(), _MOST))
    sections = [elf.get_section(number) for number in numbers]
    names = (
        name.name
        for section in sections
        if section["sh_type"] == "SHT_GNU_verneed"
        for _, names in section.iter_versions()
        for name in names
    )
    found = filter(None, map(_GLIBC.fullmatch, islice(names, _MOST)))
    return max(((int(each[1]), int(each[2])) for each in found), default=None)
