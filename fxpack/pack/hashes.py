"""Hashes as requirements, indexes and locks list them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

STRONG = frozenset(
    {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"}
)
"""Those that vouch for a file; beside one of them others may stand, and are compared as well."""

_LENGTHS = {"md5": 32, "sha1": 40, "sha224": 56, "sha3_224": 56} | {
    name: hashlib.new(name).digest_size * 2 for name in STRONG
}


class Digests:
    """Several hashes of bytes that come piece by piece."""

    def __init__(self, algorithms: Collection[str] = ()) -> None:
        names = {"sha256", *algorithms} & _LENGTHS.keys()
        self._hashes = {name: hashlib.new(name, usedforsecurity=False) for name in names}
        self.size = 0

    def update(self, piece: bytes) -> None:
        self.size += len(piece)
        for each in self._hashes.values():
            each.update(piece)

    def values(self) -> dict[str, str]:
        """Algorithm → hexadecimal digest."""
        return {name: each.hexdigest() for name, each in self._hashes.items()}


def digests_of(path: str, algorithms: Collection[str] = ()) -> dict[str, str]:
    """The sha256 of a file and its other hashes, by algorithm. Raises OSError."""
    digests = Digests(algorithms)
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(1 << 20):
            digests.update(piece)
    return digests.values()


def contradiction(listed: Mapping[str, str], found: Mapping[str, str]) -> str:
    """The first listed hash that is not the file's, as "sha256 AB was expected, CD found"; or ""."""
    for name in sorted(listed):
        if name in found and listed[name].lower() != found[name]:
            return f"{name} {listed[name].lower()} was expected, {found[name]} found"
    return ""


def why_weak(listed: Mapping[str, str]) -> str:
    """Why the listed hashes vouch for nothing, "" where they do or where there are none."""
    for name, digest in sorted(listed.items()):
        length = _LENGTHS.get(name)
        if length and (len(digest) != length or not set(digest.lower()) <= set("0123456789abcdef")):
            return f'"{name}:{digest}" is no such hash'
    if listed and not STRONG & listed.keys():
        return f"it has only {', '.join(sorted(listed))} hashes, which can be forged"
    return ""
