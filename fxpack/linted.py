"""What there is to say of one app, and the same as JSON, as the cache keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Location, Replacement, Safety, Suggestion
from fxpack.nouns import NamedTuple


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


def as_json(app: LintedApp) -> dict[str, Any]:
    """An app as JSON can hold it; one with crashes is not to be kept."""
    return {
        "diagnostics": list(app.diagnostics),
        "lines": [[path, line, text] for (path, line), text in app.lines.items()],
        "undecided": dict(app.undecided),
        "functions": app.functions,
        "files": app.files,
    }


def of_json(value: Any) -> LintedApp:
    """The app that `as_json` made a value of."""
    return LintedApp(
        diagnostics=tuple(map(_diagnostic, value["diagnostics"])),
        lines={(path, line): text for path, line, text in value["lines"]},
        undecided=value["undecided"],
        functions=value["functions"],
        files=value["files"],
    )


def _diagnostic(value: list[Any]) -> Diagnostic:
    """A named tuple is a list in JSON, and so are those in it."""
    code, severity, message, at, help_, function, fix, url = value
    suggestion = None if fix is None else _suggestion(*fix)
    return Diagnostic(code, severity, message, Location(*at), help_, function, suggestion, url)


def _suggestion(title: str, safety: Safety, replacements: list[Any]) -> Suggestion:
    made = tuple(Replacement(Location(*at), new) for at, new in replacements)
    return Suggestion(title, safety, made)
