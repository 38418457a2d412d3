"""The repository that the current folder is in, and the CI system that has checked it out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fxpack.nouns import NamedTuple

if TYPE_CHECKING:
    from fxpack.model import Diagnostic, Location
    from fxpack.report import Report


class System(NamedTuple):
    """A CI system: the variable that it sets to true, and the one that names the repository."""

    sets: str
    repository: str


SYSTEMS = {
    "github": System("GITHUB_ACTIONS", "GITHUB_WORKSPACE"),
    "azure": System("TF_BUILD", "BUILD_SOURCESDIRECTORY"),
}
"""By the format that they read. Source: GitHub docs, "Variables reference"; Azure docs, "Use
predefined variables"."""


def from_repository(report: Report) -> Report:
    """The report with paths from the repository's folder, as code hosts want them."""
    above = os.path.relpath(os.path.realpath(os.getcwd()), repository()).replace(os.sep, "/")
    if above == ".":
        return report
    return report._replace(diagnostics=tuple(_moved(each, above) for each in report.diagnostics))


def _moved(diagnostic: Diagnostic, folder: str) -> Diagnostic:
    """The same in the same file, seen from above a folder."""

    def moved(at: Location) -> Location:
        return at._replace(path=_joined(folder, at.path))

    fix = diagnostic.fix
    if fix is not None:
        replacements = (each._replace(at=moved(each.at)) for each in fix.replacements)
        fix = fix._replace(replacements=tuple(replacements))
    return diagnostic._replace(location=moved(diagnostic.location), fix=fix)


def repository() -> str:
    """Its folder: as the CI system says, or the nearest with a `.git`, or the current one."""
    here = os.path.realpath(os.getcwd())
    for system in SYSTEMS.values():
        told = os.environ.get(system.repository)
        if told and _is_below(here, os.path.realpath(told)):
            return os.path.realpath(told)
    folder = here
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, before = os.path.dirname(folder), folder
        if folder == before:
            return here
    return folder


def _is_below(path: str, folder: str) -> bool:
    return f"{path}{os.sep}".startswith(f"{folder.rstrip(os.sep)}{os.sep}")


def _joined(folder: str, path: str) -> str:
    return path if os.path.isabs(path) else os.path.normpath(f"{folder}/{path}").replace("\\", "/")
