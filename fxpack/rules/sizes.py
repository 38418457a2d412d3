"""How messages of rules show sizes."""

from __future__ import annotations


def gigabytes(size: int) -> str:
    """A size in the unit of Azure's limits, where 1 GB is 1,000,000,000 bytes."""
    return f"{size / 1_000_000_000:.2f} GB"
