"""What there is to say of one app, and the same as JSON, as the cache keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fxpack.errors import RuleCrash
from fxpack.model import Diagnostic, Location


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
        "diagnostics": [
            {**each._asdict(), "location": each.location._asdict()} for each in app.diagnostics
        ],
        "lines": [[path, line, text] for (path, line), text in app.lines.items()],
        "undecided": dict(app.undecided),
        "functions": app.functions,
        "files": app.files,
    }


def of_json(value: Any) -> LintedApp:
    """The app that `as_json` made a value of."""
    return LintedApp(
        diagnostics=tuple(
            Diagnostic(**{**each, "location": Location(**each["location"])})
            for each in value["diagnostics"]
        ),
        lines={(path, line): text for path, line, text in value["lines"]},
        undecided=value["undecided"],
        functions=value["functions"],
        files=value["files"],
    )
