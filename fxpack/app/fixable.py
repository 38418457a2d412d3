"""Which findings can be mended, and how: what lint says beside them where a program reads it."""

from __future__ import annotations

import posixpath

from fxpack.app.fix import is_own
from fxpack.edit import FIXERS
from fxpack.errors import RuleCrash
from fxpack.linted import LintedApp
from fxpack.model import Diagnostic, Location, Project, Suggestion
from fxpack.read.tree import Tree


def with_fixes(linted: LintedApp, project: Project, tree: Tree) -> LintedApp:
    """The same findings, each with its fix. A bug in a fixer is one more crash."""
    if not any(each.code in FIXERS for each in linted.diagnostics):
        return linted
    from fxpack.edit.suggest import suggestions

    found = [_in_app(each, project.root) for each in linted.diagnostics]
    try:
        known = suggestions(project, found, lambda path: is_own(tree, path))
    except RuleCrash as crash:
        return linted._replace(crashes=(*linted.crashes, crash))
    diagnostics = []
    for own, shown in zip(found, linted.diagnostics, strict=True):
        fix = known.get((own.code, own.location))
        diagnostics.append(shown if fix is None else shown._replace(fix=_shown(fix, project.root)))
    return linted._replace(diagnostics=tuple(diagnostics))


def _in_app(diagnostic: Diagnostic, root: str) -> Diagnostic:
    at = diagnostic.location
    path = posixpath.relpath(at.path, root or ".")
    return diagnostic._replace(location=at._replace(path=path))


def _shown(fix: Suggestion, root: str) -> Suggestion:
    def named(at: Location) -> Location:
        return at._replace(path=posixpath.normpath(posixpath.join(root, at.path)))

    replacements = tuple(each._replace(at=named(each.at)) for each in fix.replacements)
    return fix._replace(replacements=replacements)
