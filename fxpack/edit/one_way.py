"""Imports of a module are mended together: one that stays behind makes two modules of it.

Each has its own variables and classes: what the one raises, nobody catches by the name that the other
has, and what tests replace in the one is left in the other. A fix of some imports of a module is for
someone to look at. And from the root nothing climbs: a module that has to stay in `__app__` keeps those
there that import it, and all tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from fxpack.edit.absolute import function_folders
from fxpack.edit.app_path import APP, folder_of_tests
from fxpack.model import Fix, Import, Location, Project
from fxpack.read.places import Places

CODES = frozenset({"FX301", "FX302"})


class _Through(NamedTuple):
    """An import that makes a part of `__app__`.

    leads  what of the app's root it leads to; a test needs that nothing climbs in the app
    makes  what there are two of where it stays and those that lead there change
    keeps  what breaks then
    """

    at: Location
    leads: frozenset[str]
    makes: frozenset[str]
    keeps: frozenset[str]


def labelled(project: Project, fixes: Sequence[Fix]) -> Iterator[Fix]:
    """The same fixes without those that break what stays; what leaves some behind is unsafe."""
    mended = {at for fix in fixes if fix.code == "FX303" for at in fix.solves}
    through = [each for each in _through_app(project) if each.at not in mended]
    functions = function_folders(project)
    possible = {fix for fix in fixes if fix.code in CODES}
    possible = _together(possible, lambda each: each.keeps - functions, through)
    safe = {fix for fix in possible if fix.safety == "safe"}
    safe = _together(safe, lambda each: (each.keeps | each.makes) - functions, through)
    for fix in fixes:
        if fix.code not in CODES or fix in safe:
            yield fix
        elif fix in possible:
            yield fix._replace(safety="unsafe")


def _together(
    fixes: set[Fix], held: Callable[[_Through], frozenset[str]], through: Sequence[_Through]
) -> set[Fix]:
    """Those of some fixes that lead to nothing which the imports that none of them mends hold."""
    while True:
        solved = {at for fix in fixes for at in fix.solves}
        stay = {top for each in through if each.at not in solved for top in held(each)}
        beside = {each.at for each in through if not stay.isdisjoint(each.leads)}
        behind = {fix for fix in fixes if not beside.isdisjoint(fix.solves)}
        if not behind:
            return fixes
        fixes = fixes - behind


def _through_app(project: Project) -> Iterator[_Through]:
    places = Places(project.files)
    for path, imports in project.imports.items():
        is_test = bool(folder_of_tests(path))
        here = path.partition("/")[0].removesuffix(".py")
        for each in imports:
            top = _top(each, path.count("/"))
            if not top or each.type_checking or each.skipped or (is_test and each.level):
                continue
            leads = {top, APP} if is_test else {top}
            # what comes where another import fails is never run by the worker
            makes = {top} if each.guarded or not each.paired else set[str]()
            # where it fails itself, the other is
            keeps = {here, APP} if each.level and not each.paired else set[str]()
            yield _Through(places.location(each.at), *map(frozenset, (leads, makes, keeps)))


def _top(item: Import, depth: int) -> str:
    if item.level:
        return (item.module or item.name).partition(".")[0] if item.level == depth + 1 else ""
    app, _, name = f"{item.module}.{item.name}".partition(".")
    return name.partition(".")[0] if app == APP else ""
