"""Sizes as people read them."""

from __future__ import annotations


def size_text(size: int) -> str:
    """A size in the units of Azure's limits, where 1 MB is 1,000,000 bytes."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.1f} kB"
    if size < 1_000_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.2f} GB"
