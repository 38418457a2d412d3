"""What a cold start of each function in a zip imports: modules of the app, and packages in the zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fxpack.archive import Archive, ColdStart
from fxpack.artifact import SITE_PACKAGES
from fxpack.graph import Imported, Start
from fxpack.model import Target
from fxpack.read.code import CodeReader
from fxpack.read.graph import ImportGraph
from fxpack.read.host import read_host
from fxpack.read.models import find_functions

_SITE = SITE_PACKAGES + "/"


def cold_starts(archive: Archive, owners: Mapping[str, str]) -> Iterator[ColdStart]:
    """What each function loads; functions that begin with the same files are one.

    owners  file of a package → the package
    """
    files = archive.files
    target = Target(archive.platform.python, archive.told_by)
    reader = CodeReader(files, target, read_host(files))
    found = find_functions(files, frozenset(files), reader)
    brings = _Brings(owners)
    for start in ImportGraph(reader, found).graph.starts():
        yield _cold_start(start, brings)


def _cold_start(start: Start, brings: _Brings) -> ColdStart:
    packages, others = set(), set()
    for each in start.packages:
        package = brings.package(each)
        if package:
            packages.add(package)
        elif each.origin != "standard library":
            others.add(each.name)
    return ColdStart(start.functions, start.modules, tuple(sorted(packages)), tuple(sorted(others)))


class _Brings:
    """Which package in the zip brings a module."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self.by_name: dict[str, set[str]] = {}
        for path, package in owners.items():
            for name in _names(path):
                self.by_name.setdefault(name, set()).add(package)

    def package(self, module: Imported) -> str:
        """The package, "" where none is in the zip, or more than one."""
        parts = module.name.split(".")
        while parts:
            found = self.by_name.get(".".join(parts))
            if found:
                return next(iter(found)) if len(found) == 1 else ""
            parts.pop()
        return ""


def _names(path: str) -> Iterator[str]:
    """The module that a file is, and the packages that it is in."""
    inside = path.removeprefix(_SITE)
    if inside == path or not inside.endswith((".py", ".so")):
        return
    *folders, file = inside.split("/")
    for depth in range(1, len(folders) + 1):
        yield ".".join(folders[:depth])
    yield ".".join([*folders, file.partition(".")[0]])
