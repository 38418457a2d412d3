"""What pip writes when a build fails: the line that tells why, and those around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fxpack.nouns import NamedTuple

SHOWN = 15
"""So many lines are said again."""

_NOISE = re.compile(
    r"\s*(error: subprocess-exited-with-error|\xd7 .*|╰─> .*|│.*|note: .*|hint: .*"
    r"|full command: .*|cwd: .*|\[end of output\]|(ERROR: )?Failed (building|to build) .*"
    r"|.*: finished with status 'error'|error: metadata-generation-failed)?"
)
"""What it says about every failed build, whatever the reason."""

_TELLING = re.compile(r"\b(fatal )?error: |^\s*ERROR: |^\s*\w*Error: ")


class Told(NamedTuple):
    """The line that tells why a build failed, and the lines around it."""

    why: str
    around: str


def told(lines: Iterable[str]) -> Told:
    """What the lines of a failed build tell."""
    lines = [line for line in lines if not _NOISE.fullmatch(line)] or ["it said nothing"]
    telling = (number for number, line in enumerate(lines) if _TELLING.search(line))
    number = next(telling, len(lines) - 1)
    around = lines[max(0, number + 4 - SHOWN) : number + 4]
    return Told(lines[number].strip().rstrip(".:")[:300], "\n".join(around))
