"""How rules say that a file of the app does not go into the zip, and how it would."""

from __future__ import annotations

from fxpack.model import Decision


def kept_out(path: str, decision: Decision | None) -> str:
    """What keeps a file out."""
    if decision is None:
        return f"{path} does not go into the zip"
    if decision.line:
        return f'line {decision.line} of {decision.file}, "{decision.pattern}", leaves out {path}'
    return f"{path} stays out of the zip ({decision.pattern})"


def let_in(path: str, decision: Decision | None) -> str:
    """How it gets in."""
    if decision is not None and decision.line:
        return "make the line name only what should stay out, or take the import away"
    return f"move {path} to where it is published, or take the import away"
