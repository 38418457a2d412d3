"""The repository that the current folder is in, and the CI system that has checked it out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
    diagnostics = tuple(
        each._replace(location=each.location._replace(path=_joined(above, each.location.path)))
        for each in report.diagnostics
    )
    return report._replace(diagnostics=diagnostics)


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
