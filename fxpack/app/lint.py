"""Linting: paths → what there is to say of the apps they stand for."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fxpack.app.chosen import Chosen, with_settings
from fxpack.app.supplied import Supplied
from fxpack.cache import Cache, cache_folder, program
from fxpack.errors import RuleCrash
from fxpack.linted import LintedApp, as_json, of_json
from fxpack.model import Diagnostic, Target
from fxpack.nouns import NamedTuple
from fxpack.read.apps import AppRoot, find_apps
from fxpack.read.tree import Tree
from fxpack.report import Report, Summary
from fxpack.settings import FailOn, Flags, Settings

if TYPE_CHECKING:
    from fxpack.app.baseline import Applied

ENOUGH = 0.1
"""After so many seconds it can be told how long the rest will take."""

LONG = 0.4
"""So many seconds of work are worth the start of more processes."""


class LintResult(NamedTuple):
    """A whole run: the report, and what is said beside it.

    failed       whether something was found that the settings of its app do not let pass
    assumed      the Python that was taken where nothing names one
    passed_over  files that were named and belong to no app
    known        findings that a baseline has, and so are not in the report
    gone         findings that it has and that are no more
    """

    report: Report
    failed: bool
    crashes: tuple[RuleCrash, ...]
    assumed: str | None
    passed_over: tuple[str, ...]
    known: int = 0
    gone: int = 0


def lint(
    paths: Sequence[str],
    flags: Flags,
    cwd: str,
    *,
    cached: bool = False,
    baseline: str | None = None,
    today: str = "",
    fixes: bool = False,
) -> LintResult:
    """Lint the apps that paths stand for. Of each app only what is to say of it is kept.

    baseline  the file whose findings are let be
    today     as 2026-11-21: what has ended by then is reported; "" where nothing is to have ended
    fixes     whether each finding is to have its fix, which takes longer to find out
    """
    applied = _baseline(baseline, cwd) if baseline is not None else None
    found = find_apps(paths, cwd)
    linter = _Linter(Cache(cache_folder()) if cached else None, fixes=fixes)
    apps: list[LintedApp] = []
    failed = False
    assumed = None
    chosen_apps = list(with_settings(found, flags, cwd, today))
    for each, linted in zip(chosen_apps, linter.each(chosen_apps), strict=True):
        if each.target.python_from == "default":
            assumed = each.target.version
        if applied is not None:
            left = applied.left(linted.diagnostics, each.app.root)
            linted = linted._replace(diagnostics=left)  # noqa: PLW2901 - the same app, with less
        failed = failed or fails(linted.diagnostics, each.settings.fail_on)
        apps.append(linted)
    linter.close()
    return LintResult(
        report=_report(apps),
        failed=failed,
        crashes=tuple(crash for app in apps for crash in app.crashes),
        assumed=assumed,
        passed_over=found.passed_over,
        known=applied.hidden if applied else 0,
        # other rules may find them still
        gone=applied.unused if applied and not (flags.select or flags.ignore) else 0,
    )


def _baseline(file: str, cwd: str) -> Applied:
    from fxpack.app.baseline import Applied

    return Applied(file, cwd)


def fails(diagnostics: Iterable[Diagnostic], fail_on: FailOn) -> bool:
    """Whether findings make a run fail."""
    if fail_on == "never":
        return False
    return any(fail_on == "warning" or each.severity == "error" for each in diagnostics)


def lint_app(app: AppRoot, target: Target, settings: Settings) -> LintResult:
    """Lint one app whose settings and target are known; each finding has its fix."""
    linter = _Linter(Cache(cache_folder()), fixes=True)
    linted = linter.lint(Chosen(app, target, settings))
    linter.close()
    return LintResult(
        report=_report([linted]),
        failed=fails(linted.diagnostics, settings.fail_on),
        crashes=linted.crashes,
        assumed=None,
        passed_over=(),
    )


class _Linter:
    """Lints apps, or finds in the cache what was said of them before."""

    def __init__(self, cache: Cache | None, *, fixes: bool) -> None:
        self.cache = cache
        self.fixes = fixes
        self.program = program() if cache else ""

    def each(self, apps: Sequence[Chosen]) -> Iterator[LintedApp]:
        """What there is to say of each app. All processors share the work where it takes long."""
        start = 0.0
        for done, chosen in enumerate(apps):
            spent = time.perf_counter() - start
            if done > 1 and spent > ENOUGH and spent / (done - 1) * (len(apps) - done) > LONG:
                yield from self._side_by_side(apps[done:])
                return
            yield self.noted(chosen)
            # the first one also loads what all need
            start = start or time.perf_counter()

    def noted(self, chosen: Chosen) -> LintedApp:
        """What there is to say of an app. What is raised names it."""
        try:
            return self.lint(chosen)
        except Exception as error:
            error.add_note(f"while looking at the app {chosen.app.display or '.'}")
            raise

    def _side_by_side(self, apps: Sequence[Chosen]) -> Iterator[LintedApp]:
        from fxpack.app.side_by_side import side_by_side

        if self.cache is not None:
            self.cache.written += len(apps)
        return side_by_side(self.noted, apps)

    def lint(self, chosen: Chosen) -> LintedApp:
        """What there is to say of an app."""
        tree = Tree(chosen.app.root)
        if self.cache is None:
            return _lint(tree, *chosen, fixes=self.fixes)
        looks = Supplied(chosen.app.root, chosen.target).looks()
        identity = repr((self.program, *chosen, looks, self.fixes))
        kept = self.cache.get(identity, tree)
        if kept is not None:
            return of_json(kept)
        linted = _lint(tree, *chosen, fixes=self.fixes)
        if not linted.crashes:
            self.cache.put(identity, tree, as_json(linted))
        return linted

    def close(self) -> None:
        if self.cache is not None:
            self.cache.prune()


def _lint(
    tree: Tree, app: AppRoot, target: Target, settings: Settings, *, fixes: bool
) -> LintedApp:
    # the readers and the rules are half of what starting costs: the cache may spare them
    from fxpack.judge import lint_project
    from fxpack.read.project import read_project

    local = settings.mode in {"local", "no-build"}
    wheels = Supplied(app.root, target).wheels
    project = read_project(tree, target=target, root=app.display, local=local, wheels=wheels)
    linted = lint_project(project, settings)
    if not fixes:
        return linted
    from fxpack.app.fixable import with_fixes

    return with_fixes(linted, project, tree)


def _report(apps: Sequence[LintedApp]) -> Report:
    diagnostics = [each for app in apps for each in app.diagnostics]
    errors = sum(each.severity == "error" for each in diagnostics)
    undecided: Counter[str] = Counter()
    for app in apps:
        undecided.update(app.undecided)
    return Report(
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)),
        summary=Summary(
            apps=len(apps),
            functions=sum(app.functions for app in apps),
            files=sum(app.files for app in apps),
            errors=errors,
            warnings=len(diagnostics) - errors,
            undecided=undecided.total(),
        ),
        lines={place: text for app in apps for place, text in app.lines.items()},
        undecided=undecided,
    )
