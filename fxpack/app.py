"""The use cases, where the layers meet."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Location, Project, Rule
from fxpack.read.apps import find_apps
from fxpack.read.places import Places
from fxpack.read.project import read_project
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of
from fxpack.read.tree import Tree
from fxpack.report import Report, Summary
from fxpack.rules import RULES
from fxpack.settings import FailOn, Flags, Settings, merge
from fxpack.suppress import suppress, unused

CODES = {rule.code: rule.name for rule in RULES}
UNUSED_NOQA = "FX590"


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedApp:
    """What there is to say of one app, in the order of every output.

    lines      (path, line) → the text of each line that a diagnostic points at
    undecided  why fxpack could not tell, and how often
    """

    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[RuleCrash, ...] = ()
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    undecided: Mapping[str, int] = field(default_factory=dict)
    functions: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LintResult:
    """A whole run: the report, and what is said beside it.

    failed       whether something was found that the settings of its app do not let pass
    assumed      the Python that was taken where nothing names one
    passed_over  files that were named and belong to no app
    """

    report: Report
    failed: bool
    crashes: tuple[RuleCrash, ...]
    assumed: str | None
    passed_over: tuple[str, ...]


def lint(paths: Sequence[str], flags: Flags, cwd: str) -> LintResult:
    """Lint the apps that paths stand for. Of each app only what is to say of it is kept."""
    found = find_apps(paths, cwd)
    pyprojects = Pyprojects(CODES, cwd)
    apps: list[LintedApp] = []
    failed = False
    assumed = None
    for app in found.apps:
        settings = merge(pyprojects.settings(app.root), flags)
        target = target_of(
            app.root, pyprojects.table, flag=flags.python, setting=settings.python
        )
        if target.python_from == "default":
            assumed = target.version
        linted = lint_project(
            read_project(Tree(app.root), target=target, root=app.display), settings
        )
        failed = failed or fails(linted.diagnostics, settings.fail_on)
        apps.append(linted)
    return LintResult(
        report=_report(apps),
        failed=failed,
        crashes=tuple(crash for app in apps for crash in app.crashes),
        assumed=assumed,
        passed_over=found.passed_over,
    )


def fails(diagnostics: Iterable[Diagnostic], fail_on: FailOn) -> bool:
    """Whether findings make a run fail."""
    if fail_on == "never":
        return False
    return any(fail_on == "warning" or each.severity == "error" for each in diagnostics)


def lint_project(project: Project, settings: Settings) -> LintedApp:
    """Run the rules that are on over one app."""
    rules = [rule for rule in RULES if settings.enables(rule)]
    crashes: list[RuleCrash] = []
    places = Places(project.files)
    found = list(_run(rules, project, places, crashes))
    unused_noqa = next((rule for rule in rules if rule.code == UNUSED_NOQA), None)
    if found or unused_noqa:
        found, comments = suppress(found, project.files, settings)
        if unused_noqa:
            idle = unused(project.files, comments, {rule.code for rule in rules}, set(CODES))
            again = project._replace(problems=tuple(idle))
            late = _run([unused_noqa], again, places, crashes)
            found += suppress(late, project.files, settings)[0]
    shown = [_shown(diagnostic, project.root) for diagnostic in found]
    return LintedApp(
        diagnostics=tuple(sorted(shown, key=Diagnostic.sort_key)),
        crashes=tuple(crashes),
        lines=dict(_lines(found, shown, places)),
        undecided=Counter(undecided.reason for undecided in project.undecided),
        functions=len(project.functions),
        files=sum(path.endswith((".py", ".json")) for path in project.files),
    )


def _run(
    rules: Iterable[Rule], project: Project, places: Places, crashes: list[RuleCrash]
) -> Iterator[Diagnostic]:
    for rule in rules:
        try:
            for finding in rule.check(project):
                yield Diagnostic(
                    code=rule.code,
                    severity=rule.severity,
                    message=finding.message,
                    location=places.location(finding.at),
                    help=finding.help,
                    function=finding.function,
                )
        except Exception as error:  # noqa: BLE001 - a bug in one rule must not silence the others
            crash = RuleCrash(rule.code, project.root, error)
            crash.__cause__ = error
            crashes.append(crash)


def _shown(diagnostic: Diagnostic, root: str) -> Diagnostic:
    """The diagnostic with its path from the current folder instead of from the app's."""
    path = posixpath.normpath(posixpath.join(root, diagnostic.location.path))
    if path == diagnostic.location.path:
        return diagnostic
    return diagnostic._replace(location=diagnostic.location._replace(path=path))


def _lines(
    found: Iterable[Diagnostic], shown: Iterable[Diagnostic], places: Places
) -> Iterator[tuple[tuple[str, int], str]]:
    for inside, outside in zip(found, shown, strict=True):
        at: Location = inside.location
        text = places.line(at.path, at.line)
        if text is not None:
            yield (outside.location.path, at.line), text


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
        names=CODES,
    )
