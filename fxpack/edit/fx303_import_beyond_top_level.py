"""Imports from above the app become absolute, from its root."""

from __future__ import annotations

from fxpack.edit.relative import fixes

__all__ = ["fixes"]
