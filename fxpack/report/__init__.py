"""Reports: what a run has to say, and how each format says it. Nothing here does I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fxpack.model import Diagnostic
from fxpack.nouns import NamedTuple

Style = Literal["", "path", "error", "warning", "good", "quiet", "bold"]
Span = tuple[Style, str]
"""Text in a style, which the command line paints where there are colours."""


class Summary(NamedTuple):
    """What was looked at, and how much was found.

    zip  the zip that was looked at, "" where it were apps
    """

    apps: int = 0
    functions: int = 0
    files: int = 0
    errors: int = 0
    warnings: int = 0
    undecided: int = 0
    zip: str = ""


class Report(NamedTuple):
    """What a run has to say.

    diagnostics  in the order of every output
    lines        (path, line) → the text of each line that a diagnostic points at
    undecided    why fxpack could not tell, and how often
    """

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    lines: Mapping[tuple[str, int], str] = {}
    undecided: Mapping[str, int] = {}


def plain(spans: list[Span]) -> str:
    """Spans without their styles."""
    return "".join(text for _, text in spans)
