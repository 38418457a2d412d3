"""The use cases, where the layers meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fxpack.errors import RuleCrash
from fxpack.model import CodeSpan, Diagnostic, Finding, JsonPointer, Location, Place, Project, Rule
from fxpack.rules import RULES
from fxpack.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedApp:
    """What the rules say of one app, in the order of every output."""

    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[RuleCrash, ...] = ()


def lint_project(project: Project, settings: Settings) -> LintedApp:
    """Run the rules that are on over one app."""
    diagnostics: list[Diagnostic] = []
    crashes: list[RuleCrash] = []
    for rule in RULES:
        if settings.enables(rule):
            try:
                diagnostics += _diagnostics(rule, rule.check(project), project)
            except Exception as error:
                crashes.append(RuleCrash(rule.code, project.root, error))
    return LintedApp(
        diagnostics=tuple(sorted(diagnostics, key=Diagnostic.sort_key)), crashes=tuple(crashes)
    )


def _diagnostics(rule: Rule, findings: Iterator[Finding], project: Project) -> Iterator[Diagnostic]:
    for finding in findings:
        yield Diagnostic(
            code=rule.code,
            severity=rule.severity,
            message=finding.message,
            location=_locate(finding.at, project),
            help=finding.help,
            function=finding.function,
        )


def _locate(place: Place, project: Project) -> Location:
    match place:
        case Location():
            return place
        case JsonPointer(path=path):
            from fxpack.read.jsonpos import locate

            return locate(path, project.files[path], place)
        case CodeSpan(path=path):
            return Location(
                path=path,
                line=place.line,
                column=place.column + 1,
                end_line=place.end_line,
                end_column=place.end_column + 1,
            )
