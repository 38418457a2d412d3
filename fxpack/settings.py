"""`[tool.fxpack]` and the flags → Settings: which rules are on, for what Python, what fails a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fxpack.model import Rule

FailOn = Literal["error", "warning", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user chose. Codes may be prefixes (`FX2`), or `ALL`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: FailOn = "warning"
    python: tuple[int, int] | None = None

    def enables(self, rule: Rule) -> bool:
        """Whether a rule is on. As in ruff the longer code wins, and of equals `ignore`."""
        on = longest_match(self.select, rule.code) if self.select else 0 if rule.default else -1
        return on > longest_match(self.ignore, rule.code)


def longest_match(codes: tuple[str, ...], code: str) -> int:
    """How much of a code the closest of some prefixes names: 0 for ALL, -1 for none."""
    lengths = (0 if c == "ALL" else len(c) for c in codes if c == "ALL" or code.startswith(c))
    return max(lengths, default=-1)
