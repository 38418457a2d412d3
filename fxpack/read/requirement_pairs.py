"""Requirements that name the same package twice: what pip cannot do, and what it should not have to.

Tried with pip 23.2.1 and 26.3: what two lines ask for is put together, and only where no version
fits both does pip stop, with "ResolutionImpossible". Extras add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from fxpack.read.requirement_lines import RequirementLine

_PINNED = re.compile(r"==([^=*,][^*,]*)")

MOST = 100
"""So many ways to ask for one package are compared: a file may have any number of lines."""

Clash = Literal["conflicting-requirements", "duplicate-requirement"]


def clashes(
    lines: Sequence[RequirementLine],
) -> Iterator[tuple[Clash, RequirementLine, RequirementLine]]:
    """The lines that clash with one before them: in what way, the line, and that other.

    lines  those that hold on the platform, with constraints
    """
    by_name: dict[str, list[RequirementLine]] = {}
    for line in lines:
        if line.name:
            by_name.setdefault(line.name, []).append(line)
    for same in by_name.values():
        if any(not line.constraint for line in same):
            yield from _among(same)


def _among(
    same: Sequence[RequirementLine],
) -> Iterator[tuple[Clash, RequirementLine, RequirementLine]]:
    """The clashes of one package; of lines that ask for the same, the first stands for all."""
    before: dict[object, RequirementLine] = {}
    for line in same:
        yield from _clash(line, list(before.values()))
        if len(before) < MOST:
            before.setdefault((line.specifier, line.url, line.file, line.constraint), line)


def _clash(
    line: RequirementLine, before: Sequence[RequirementLine]
) -> Iterator[tuple[Clash, RequirementLine, RequirementLine]]:
    for other in before:
        if _excludes(line, other) or _excludes(other, line):
            yield "conflicting-requirements", line, other
            return
    for other in before:
        together = line.file == other.file and not line.constraint
        if together and (line.specifier, line.url) != (other.specifier, other.url):
            yield "duplicate-requirement", line, other
            return


def pinned(line: RequirementLine) -> str:
    """The one version that a line asks for, "" where it leaves a choice."""
    found = _PINNED.fullmatch(line.specifier)
    return found[1] if found and line.kind == "named" else ""


def _excludes(line: RequirementLine, other: RequirementLine) -> bool:
    """Whether what one line pins is not what the other one asks for."""
    version = pinned(line)
    if not version or other.kind != "named" or not other.specifier:
        return False
    if version == pinned(other):
        return False
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    try:
        # "1.0" and "1.0+cpu" are both met by the latter
        if pinned(other) and SpecifierSet(line.specifier).contains(
            Version(pinned(other)), prereleases=True
        ):
            return False
        return not SpecifierSet(other.specifier).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return False
