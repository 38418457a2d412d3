"""The use cases, where the layers meet."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Finding, Project, Rule
from fxpack.read.apps import find_apps
from fxpack.read.project import read_project
from fxpack.read.pyproject import Pyprojects
from fxpack.read.target import target_of
from fxpack.read.tree import Tree
from fxpack.report import Report, Summary
from fxpack.rules import RULES
from fxpack.settings import FailOn, Flags, Settings, merge

if TYPE_CHECKING:
    from fxpack.read.places import Places

CODES = {rule.code: rule.name for rule in RULES}
UNUSED_NOQA = "FX590"


class LintedApp(NamedTuple):
    """What there is to say of one app, in the order of every output.

    lines      (path, line) → the text of each line that a diagnostic points at
    undecided  why fxpack could not tell, and how often
    """

    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[RuleCrash, ...] = ()
    lines: Mapping[tuple[str, int], str] = {}
    undecided: Mapping[str, int] = {}
    functions: int = 0
    files: int = 0


class LintResult(NamedTuple):
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
        target = target_of(app.root, pyprojects.table, flag=flags.python, setting=settings.python)
        if target.python_from == "default":
            assumed = target.version
        try:
            project = read_project(Tree(app.root), target=target, root=app.display)
            linted = lint_project(project, settings)
        except Exception as error:
            error.add_note(f"while looking at the app {app.display or '.'}")
            raise
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
    found, crashes = _run(rules, project)
    diagnostics: list[Diagnostic] = []
    lines: dict[tuple[str, int], str] = {}
    if found or any(rule.code == UNUSED_NOQA for rule in rules):
        diagnostics, lines = _judge(found, rules, project, settings)
    return LintedApp(
        diagnostics=tuple(diagnostics),
        crashes=crashes,
        lines=lines,
        undecided=Counter(undecided.reason for undecided in project.undecided),
        functions=len(project.functions),
        files=sum(path.endswith((".py", ".json")) for path in project.files),
    )


def _run(
    rules: Iterable[Rule], project: Project
) -> tuple[list[tuple[Rule, Finding]], tuple[RuleCrash, ...]]:
    """What the rules find, and the bugs in them."""
    found: list[tuple[Rule, Finding]] = []
    crashes: list[RuleCrash] = []
    for rule in rules:
        try:
            found += [(rule, finding) for finding in rule.check(project)]
        except Exception as error:  # noqa: BLE001 - a bug in one rule must not silence the others
            crash = RuleCrash(rule.code, project.root, error)
            crash.__cause__ = error
            crashes.append(crash)
    return found, tuple(crashes)


def _judge(
    found: list[tuple[Rule, Finding]], rules: list[Rule], project: Project, settings: Settings
) -> tuple[list[Diagnostic], dict[tuple[str, int], str]]:
    """What is left to say once the comments have been read, in order, and the lines it is about.

    What this needs is loaded here, because a clean app needs none of it.
    """
    from fxpack.read.places import Places
    from fxpack.suppress import suppress, unused

    places = Places(project.files)
    left, comments = suppress(_diagnostics(found, places), project.files, settings)
    unused_noqa = [rule for rule in rules if rule.code == UNUSED_NOQA]
    if unused_noqa:
        idle = unused(project.files, comments, {rule.code for rule in rules}, set(CODES))
        late, _ = _run(unused_noqa, project._replace(problems=tuple(idle)))
        left += suppress(_diagnostics(late, places), project.files, settings)[0]
    shown = []
    lines = {}
    for diagnostic in left:
        at = diagnostic.location
        path = posixpath.normpath(posixpath.join(project.root, at.path))
        shown.append(diagnostic._replace(location=at._replace(path=path)))
        text = places.line(at.path, at.line)
        if text is not None:
            lines[path, at.line] = text
    return sorted(shown, key=Diagnostic.sort_key), lines


def _diagnostics(found: Iterable[tuple[Rule, Finding]], places: Places) -> Iterator[Diagnostic]:
    for rule, finding in found:
        yield Diagnostic(
            code=rule.code,
            severity=rule.severity,
            message=finding.message,
            location=places.location(finding.at),
            help=finding.help,
            function=finding.function,
        )


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
