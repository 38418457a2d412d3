"""Imports from above the function's folder become absolute."""

from __future__ import annotations

from fxpack.edit.relative import fixes

__all__ = ["fixes"]
