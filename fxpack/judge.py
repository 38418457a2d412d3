"""What the rules say of one app, once suppression had its say, and what they say of a zip."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from fxpack.errors import RuleCrash
from fxpack.linted import LintedApp
from fxpack.model import Diagnostic, Finding, Location, Project, Rule
from fxpack.rules import ARCHIVE_RULES, RULES
from fxpack.settings import Settings

if TYPE_CHECKING:
    from fxpack.archive import Archive
    from fxpack.read.places import Places

UNUSED_NOQA = "FX590"
PASTED_CONNECTION = "FX601"
LONGEST = 1000
"""Messages show values of the app, and these may be of any length."""


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


def check_archive(archive: Archive, settings: Settings) -> LintedApp:
    """Run the rules about zips that are on. Places are shown as `app.zip/path/in/it`."""
    rules = [rule for rule in ARCHIVE_RULES if settings.enables(rule)]
    found, crashes = _run(rules, archive)
    diagnostics: list[Diagnostic] = []
    lines: dict[tuple[str, int], str] = {}
    if found:
        from fxpack.read.places import Places
        from fxpack.suppress import suppress

        places = Places(archive.files)
        diagnostics, lines = _shown(
            suppress(_diagnostics(found, places), archive.files, settings)[0],
            places,
            # as it stands there: a name that leads out of the zip must be seen
            lambda path: f"{archive.path}/{path}" if path else archive.path,
        )
    return LintedApp(
        diagnostics=tuple(diagnostics),
        crashes=crashes,
        lines=lines,
        functions=len(archive.functions),
        files=len(archive.members),
    )


def _run(
    rules: Iterable[Rule], subject: Project | Archive
) -> tuple[list[tuple[Rule, Finding]], tuple[RuleCrash, ...]]:
    """What the rules find, and the bugs in them."""
    found: list[tuple[Rule, Finding]] = []
    crashes: list[RuleCrash] = []
    kinds = subject.kinds if isinstance(subject, Project) else frozenset()
    for rule in rules:
        # its module is not even loaded where no reader met what it reports
        if rule.kind and rule.kind not in kinds:
            continue
        try:
            found += [(rule, finding) for finding in rule.check(subject)]
        except Exception as error:  # noqa: BLE001 - a bug in one rule must not silence the others
            where = subject.root if isinstance(subject, Project) else subject.path
            crash = RuleCrash(rule.code, where, error)
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
        idle = unused(
            project.files, comments, {rule.code for rule in rules}, {rule.code for rule in RULES}
        )
        late, _ = _run(unused_noqa, project._replace(problems=tuple(idle)))
        left += suppress(_diagnostics(late, places), project.files, settings)[0]
    return _shown(left, places, lambda path: posixpath.normpath(posixpath.join(project.root, path)))


def _shown(
    found: Iterable[Diagnostic], places: Places, named: Callable[[str], str]
) -> tuple[list[Diagnostic], dict[tuple[str, int], str]]:
    """Diagnostics in order, their paths as the user names them, and the lines they are about."""
    shown = []
    lines = {}
    found = list(found)
    pasted = {each.location[:2] for each in found if each.code == PASTED_CONNECTION}
    for diagnostic in found:
        at = diagnostic.location
        path = named(at.path)
        shown.append(diagnostic._replace(location=at._replace(path=path)))
        # what is said of a whole file is not about its first line, which may hold a secret
        hidden = at == Location(at.path) or at[:2] in pasted or _is_private(at.path)
        text = None if hidden else places.shown_line(at.path, at.line)
        if text is not None:
            lines[path, at.line] = _fit_to_be_shown(at.path, text)
    return sorted(shown, key=Diagnostic.sort_key), lines


def _is_private(path: str) -> bool:
    """Whether any value in a file may be a secret."""
    return path.rpartition("/")[2].lower().startswith("local.settings.")


def _fit_to_be_shown(path: str, line: str) -> str:
    """A line of requirements without the passwords of its URLs."""
    if "://" not in line or path.endswith((".py", ".json")):
        return line
    if len(line) > LONGEST:
        return ""
    from fxpack.pack.network import redacted

    return redacted(line)


def _diagnostics(found: Iterable[tuple[Rule, Finding]], places: Places) -> Iterator[Diagnostic]:
    from fxpack.read.secrets import masked

    for rule, finding in found:
        at = places.location(finding.at)
        secrets = places.secrets(at.path)
        yield Diagnostic(
            code=rule.code,
            severity=rule.severity,
            message=_short(masked(finding.message, secrets)),
            location=at,
            help=_short(masked(finding.help, secrets)),
            function=finding.function,
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
