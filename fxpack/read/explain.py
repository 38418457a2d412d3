"""Why one path of an app goes into the zip or stays out."""

from __future__ import annotations

import os
from collections.abc import Iterator

from fxpack.model import Decision
from fxpack.nouns import NamedTuple
from fxpack.read.publish import PublishedTree, decider_of
from fxpack.read.published import Choice, Decider, by_default
from fxpack.read.tree import is_environment, list_folder
from fxpack.read.zipnames import above


class Overridden(NamedTuple):
    """A line or default that names a path, or a folder above it, and has no say on it."""

    path: str
    decision: Decision


class Explanation(NamedTuple):
    """What decided about a path. Folders end in a slash.

    included    whether it goes in; a folder, whether any file in it does
    at          the path or folder above that the decision is about
    decision    None where nothing keeps it out, or where a problem does
    overridden  the strongest first
    problem     what is wrong with it on the disk, "" for nothing
    """

    path: str
    included: bool
    at: str
    decision: Decision | None = None
    overridden: tuple[Overridden, ...] = ()
    problem: str = ""


def explain(root: str, choice: Choice, tree: PublishedTree, path: str) -> Explanation:
    """Explain what `publish(root, choice)` made of a path that is there."""
    levels = (*above(path), path)
    is_folder = os.path.isdir(os.path.join(root, path))
    shown = path + "/" * is_folder
    for problem in tree.problems:
        if problem.severity == "error" and problem.path.removesuffix("/") in levels:
            return Explanation(shown, included=False, at=problem.path, problem=problem.message)
    at, included, decision = shown, False, None
    for each in tree.files:
        if each.path == path or (is_folder and each.path.startswith(shown)):
            included = True
            decision = None if is_folder else each.because
    for left in tree.left_out:
        if left.path in levels:
            at, decision = left.path + "/" * left.folder, left.decision
    named = _Named(root, decider_of(root, choice))
    start = levels.index(at.removesuffix("/"))
    overridden = [
        Overridden(level + "/" * folder, each)
        for level in levels[start:]
        for folder in (level != path or is_folder,)
        for each in named.by(level, folder=folder)
        if each != decision or level + "/" * folder != at
    ]
    return Explanation(shown, included, at, decision, tuple(overridden))


class _Named:
    """What names a path, with a say or without."""

    def __init__(self, root: str, decider: Decider) -> None:
        self.root = root
        self.decider = decider

    def by(self, path: str, *, folder: bool) -> Iterator[Decision]:
        yield from self.decider.lines_for(path).matching(path, folder=folder)
        disk = os.path.join(self.root, path)
        environment = folder and is_environment(disk, list_folder(disk))
        default = self.decider.default_of(path, folder=folder, environment=environment)
        if default is not None:
            yield by_default(default)
