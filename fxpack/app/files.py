"""Listing: an app → the files that go into its zip, those that stay out, and why."""

from __future__ import annotations

from collections.abc import Iterable

from fxpack.nouns import NamedTuple
from fxpack.read.apps import AppRoot, one_app, path_in_app
from fxpack.read.explain import Explanation
from fxpack.read.explain import explain as explain_path
from fxpack.read.publish import PublishedTree, publish
from fxpack.read.published import Choice


class FilesResult(NamedTuple):
    """What there is to say of an app's files."""

    app: AppRoot
    tree: PublishedTree

    @property
    def failed(self) -> bool:
        """Whether something keeps a zip from being made."""
        return any(problem.severity == "error" for problem in self.tree.problems)


def files(path: str, choice: Choice, include: Iterable[str], cwd: str) -> FilesResult:
    """List the files of the one app that a folder stands for.

    include  paths that go in whatever keeps them out, as the user wrote them
    """
    app = one_app(path, cwd)
    return FilesResult(app, publish(app.root, with_included(choice, app, include, cwd)))


def explain(
    path: str, choice: Choice, include: Iterable[str], cwd: str, *, explained: str
) -> Explanation:
    """Why one path of an app goes in or stays out."""
    app = one_app(path, cwd)
    choice = with_included(choice, app, include, cwd)
    inside = path_in_app(app, explained, cwd)
    return explain_path(app.root, choice, publish(app.root, choice), inside)


def with_included(choice: Choice, app: AppRoot, include: Iterable[str], cwd: str) -> Choice:
    """A choice with paths to be included, as the app knows them."""
    return choice._replace(include=frozenset(path_in_app(app, each, cwd) for each in include))
