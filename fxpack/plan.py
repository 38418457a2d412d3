"""What a build will write, complete before anything is written: `--dry-run` shows just this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fxpack.artifact import Advice, Compressed, Entry, LockedPackage, Mode
from fxpack.model import Decision
from fxpack.nouns import NamedTuple


class LeftOut(NamedTuple):
    """A file or folder of the app that stays out (a folder ends with a slash), and why."""

    path: str
    by: Decision


class PlannedPackage(NamedTuple):
    """A package that goes in, and the room it takes.

    size        of its files, unpacked
    compressed  of its files in the zip, but for those few that are written anew
    """

    package: LockedPackage
    sha256: str
    files: int
    size: int
    compressed: int


class Plan(NamedTuple):
    """Everything about a zip before it is written.

    app           how the app is called: the name of its folder
    python_from   what says which Python it runs on
    output        where the zip goes, as the user wrote it
    dependencies  the file that says what the app needs, "" for none
    resolved      how the exact versions were found, "" where Azure does that
    glibc         what packages built in the user's own image need, "" where Azure's usual one does
    """

    app: str
    mode: Mode
    python: str
    python_from: str
    output: str
    dependencies: str
    resolved: str
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    packages: tuple[PlannedPackage, ...] = ()
    advice: tuple[Advice, ...] = ()
    glibc: str = ""

    @property
    def size(self) -> int:
        """The bytes of all files, unpacked."""
        return sum(entry.size for entry in self.entries)


def planned_packages(
    packages: Iterable[tuple[LockedPackage, str]], entries: Sequence[Entry]
) -> tuple[PlannedPackage, ...]:
    """The packages (each with the sha256 of its wheel), with the room that their entries take."""
    files: defaultdict[str, int] = defaultdict(int)
    size: defaultdict[str, int] = defaultdict(int)
    compressed: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        files[entry.owner] += 1
        size[entry.owner] += entry.size
        if isinstance(entry.source, Compressed):
            compressed[entry.owner] += entry.source.compressed
    return tuple(
        PlannedPackage(
            package=package,
            sha256=sha256,
            files=files[package.name],
            size=size[package.name],
            compressed=compressed[package.name],
        )
        for package, sha256 in packages
    )


class Outcome(NamedTuple):
    """A zip that was written.

    sha256   of the whole file, in hexadecimal digits
    seconds  stage → how long it took, in their order
    """

    path: str
    size: int
    files: int
    sha256: str
    seconds: Mapping[str, float]
