"""What rules advise in the place of a module that the standard library lost."""

from __future__ import annotations

from fxpack.facts import table


def since(module: str) -> str:
    """The Python that does not have it any more, "" for what never was there or still is."""
    known = table("removed_modules")["modules"].get(module.partition(".")[0])
    return str(known[0]) if known else ""


def remedy(module: str) -> str:
    """What to use, or to require."""
    _, instead, distributions = table("removed_modules")["modules"][module.partition(".")[0]]
    ways = [f"use {instead}"] if instead else []
    if distributions:
        ways.append(f"add {distributions.partition(' ')[0]} to requirements.txt")
    return ", or ".join(ways) or "do without it"
