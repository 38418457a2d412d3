"""Imports of a module are mended together: one that stays behind makes two modules of it.

Each has its own variables and classes: what the one raises, nobody catches by the name that the other
has, and what tests replace in the one is left in the other. A fix of some imports of a module is for
someone to look at. And from the root nothing climbs: a module that has to stay in `__app__` keeps those
there that import it, and all tests.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from fxpack.edit.absolute import function_folders
from fxpack.edit.app_path import folder_of_tests
from fxpack.model import Fix, Import, Location, Project
from fxpack.nouns import NamedTuple
from fxpack.read.places import Places
from fxpack.read.python.modules import APP


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


def labelled(project: Project, fixes: Sequence[Fix], codes: Collection[str]) -> Iterator[Fix]:
    """The same fixes without those that break what stays; what leaves some behind is unsafe.

    codes  of the rules about imports through `__app__`; other fixes stay as they are
    """
    every = {fix for fix in fixes if fix.code in codes}
    # what fails makes nothing yet
    failing = {at for fix in every if fix.code == "FX303" for at in fix.solves}
    through = [
        each._replace(makes=frozenset()) if each.at in failing else each
        for each in _through_app(project, function_folders(project))
    ]
    possible = _together(every, through, codes)
    safe = _together({fix for fix in possible if fix.safety == "safe"}, through, {"FX303"})
    for fix in fixes:
        if fix.code not in codes or fix in safe:
            yield fix
        elif fix in possible:
            yield fix._replace(safety="unsafe")


def _together(
    fixes: set[Fix], through: Sequence[_Through], may_divide: Collection[str]
) -> set[Fix]:
    """Those of some fixes that lead to nothing which the imports that none of them mends hold.

    may_divide  the codes of those that are only held where something breaks
    """
    while True:
        solved = {at for fix in fixes for at in fix.solves}
        left = [each for each in through if each.at not in solved]
        kept = {top for each in left for top in each.keeps}
        made = {top for each in left for top in each.makes}
        breaking = {each.at for each in through if not kept.isdisjoint(each.leads)}
        dividing = {each.at for each in through if not made.isdisjoint(each.leads)}
        behind = {
            fix
            for fix in fixes
            if not breaking.isdisjoint(fix.solves)
            or (fix.code not in may_divide and not dividing.isdisjoint(fix.solves))
        }
        if not behind:
            return fixes
        fixes = fixes - behind


def _through_app(project: Project, functions: frozenset[str]) -> Iterator[_Through]:
    """The modules of functions stay in `__app__`, whatever happens, and hold nothing."""
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
            is_last = each.paired and not each.guarded
            is_beyond = each.level > path.count("/") + 1
            makes = frozenset(() if is_last or is_beyond else {top})
            # where it fails itself, the other is
            climbs = each.level and not each.paired and not is_beyond
            keeps = frozenset({here, APP} if climbs else ())
            at = places.location(each.at)
            yield _Through(at, frozenset(leads), makes - functions, keeps - functions)


def _top(item: Import, depth: int) -> str:
    if item.level:
        return (item.module or item.name).partition(".")[0] if item.level > depth else ""
    app, _, name = f"{item.module}.{item.name}".partition(".")
    return name.partition(".")[0] if app == APP else ""
