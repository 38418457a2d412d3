"""Imports of a module are mended together: one that stays behind makes two modules of it.

Each has its own variables and classes: what the one raises, nobody catches by the name that the other
has. A fix of some imports of a module is for someone to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fxpack.edit.app_path import APP, folder_of_tests
from fxpack.model import Fix, Import, Location, Project
from fxpack.read.places import Places

CODES = frozenset({"FX301", "FX302"})


def labelled(project: Project, fixes: Sequence[Fix]) -> Iterator[Fix]:
    """The same fixes; those that leave an import behind are unsafe."""
    through = list(_through_app(project))
    functions = {function.folder for function in project.v1_functions}
    safe = {fix for fix in fixes if fix.code in CODES and fix.safety == "safe"}
    while True:
        solved = {at for fix in safe for at in fix.solves}
        stay = {top for at, top in through if at not in solved} - functions
        beside = {at for at, top in through if top in stay}
        behind = {fix for fix in safe if not beside.isdisjoint(fix.solves)}
        if not behind:
            break
        safe -= behind
    for fix in fixes:
        yield fix._replace(safety="unsafe") if fix.code in CODES and fix not in safe else fix


def _through_app(project: Project) -> Iterator[tuple[Location, str]]:
    """The places of imports that make a part of `__app__`, with what of the root they lead to."""
    places = Places(project.files)
    for path, imports in project.imports.items():
        if folder_of_tests(path):
            continue
        for each in imports:
            is_run = not (each.type_checking or each.skipped) and (each.guarded or not each.paired)
            top = _top(each, path.count("/")) if is_run else ""
            if top:
                yield places.location(each.at), top


def _top(item: Import, depth: int) -> str:
    if item.level > 1:
        return (item.module or item.name).partition(".")[0] if item.level == depth + 1 else ""
    app, _, name = f"{item.module}.{item.name}".partition(".")
    return name.partition(".")[0] if app == APP and not item.level else ""
