"""Ranges of versions as NuGet writes them, for the version of an extension bundle."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fxpack.nouns import NamedTuple

_VERSION = r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}(?:\.\*)?(?:-[0-9A-Za-z.*-]+)?(?:\+[0-9A-Za-z.-]+)?|\*"
_RANGE = rf"\s*([\[(])\s*({_VERSION})?\s*(?:(,)\s*({_VERSION})?)?\s*([\])])\s*|\s*({_VERSION})\s*"
LONGEST = 300


class Range(NamedTuple):
    """From the first version on; up to the last, where there is one, and with it if `closed`."""

    first: tuple[int, ...]
    last: tuple[int, ...] | None
    closed: bool

    def majors(self, among: Iterable[int]) -> list[int]:
        """Those major versions of which the range can take one."""
        return [major for major in among if self._takes(major)]

    def _takes(self, major: int) -> bool:
        if self.first[:1] > (major,):
            return False
        return self.last is None or self.last > (major, 0, 0, 0) or self._ends_with(major)

    def _ends_with(self, major: int) -> bool:
        return self.closed and self.last == (major, 0, 0, 0)


def parse(text: str) -> Range | None:
    """The range that a text stands for; None where NuGet.Versioning takes it for none."""
    found = re.fullmatch(_RANGE, text) if len(text) <= LONGEST else None
    if found is None:
        return None
    _, first, comma, last, end, single = found.groups()
    if single is not None:
        return Range(_numbers(single), None, closed=False)
    if not first and not last:
        return None
    if not comma:
        # one version in brackets is that version alone
        return Range(_numbers(first), _numbers(first), closed=True)
    return Range(_numbers(first or "0"), _numbers(last) if last else None, closed=end == "]")


def _numbers(version: str) -> tuple[int, ...]:
    release = re.split("[-+]", version, maxsplit=1)[0]
    numbers = [int(part) for part in release.split(".") if part != "*"]
    return (*numbers, 0, 0, 0, 0)[:4]
