"""How messages of rules show amounts."""

from __future__ import annotations


def gigabytes(size: int) -> str:
    """A size in the unit of Azure's limits, where 1 GB is 1,000,000,000 bytes."""
    return f"{size / 1_000_000_000:.2f} GB"


def and_more(count: int) -> str:
    """What follows the first of `count` things that are all wrong in one way."""
    return f" (and {count - 1:,} more)" if count > 1 else ""
