"""Which apps paths stand for, what each of them runs on, and how to look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.model import Target
from fxpack.nouns import NamedTuple
from fxpack.read.apps import AppRoot, Found, find_apps, one_app
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of
from fxpack.settings import Flags, Settings, merge


class Chosen(NamedTuple):
    """An app, what it runs on, and how to look at it."""

    app: AppRoot
    target: Target
    settings: Settings


def chosen(paths: Sequence[str], flags: Flags, cwd: str) -> Iterator[Chosen]:
    """The apps that paths stand for, each with what it is linted for."""
    return with_settings(find_apps(paths, cwd), flags, cwd)


def with_settings(found: Found, flags: Flags, cwd: str, today: str = "") -> Iterator[Chosen]:
    """Each app that was found with the settings of its pyproject.toml; `today` is as for `lint`."""
    pyprojects = Pyprojects(codes, cwd)
    return (_with_settings(app, pyprojects, flags, today) for app in found.apps)


def chosen_one(path: str, flags: Flags, cwd: str) -> Chosen:
    """The one app that a folder stands for; UsageError where there is none or more."""
    return _with_settings(one_app(path, cwd), Pyprojects(codes, cwd), flags, "")


def _with_settings(app: AppRoot, pyprojects: Pyprojects, flags: Flags, today: str) -> Chosen:
    settings = merge(pyprojects.settings(app.root), flags)
    target = target_of(
        app.root,
        pyprojects.table,
        flag=flags.python,
        setting=settings.python,
        plan=settings.plan,
        today=today,
    )
    return Chosen(app, target, settings)


def codes() -> dict[str, str]:
    """The codes of all rules, with their names."""
    from fxpack.rules import EVERY

    return {rule.code: rule.name for rule in EVERY}
