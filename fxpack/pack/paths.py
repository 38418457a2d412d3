"""Names in a zip that must not be unpacked: they leave the folder, or mean something else there."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 255
"""Bytes that a file system of Linux lets one name have (limits.h, NAME_MAX)."""


def why_unsafe(path: str) -> str:
    """What is wrong with the path of a member, in words that follow its name; "" for nothing."""
    if not path:
        return "is empty"
    if _CONTROL.search(path):
        return "has a control character"
    if "\\" in path:
        return "has a backslash"
    if path.startswith("/") or _DRIVE.match(path):
        return "is absolute"
    parts = path.removesuffix("/").split("/")
    if ".." in parts:
        return 'has ".."'
    if "" in parts or "." in parts:
        return "has an empty part"
    if any(len(part.encode("utf-8", "surrogatepass")) > _LONGEST for part in parts):
        return f"has a part of more than {_LONGEST} bytes"
    return ""
