"""Names that are fit for a zip, and for the disks that it is unpacked on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_PART = r"(?!\.{1,2}(?:/|$))[\w.+@ ~$,=()-]{1,255}"
_PLAIN = re.compile(rf"{_PART}(?:/{_PART})*/?", re.ASCII)
"""What nearly every path in a zip looks like."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 255
"""Bytes that a file system of Linux lets one name have (limits.h, NAME_MAX)."""


def unfit(name: str) -> str:
    """What is in a name that not every program can unpack, "" for nothing."""
    if name.isascii() and name.isprintable() and "\\" not in name:
        return ""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "bytes that are not UTF-8"
    if "\\" in name:
        return "a backslash"
    control = any(unicodedata.category(char) == "Cc" for char in name)
    return "a control character" if control else ""


def clashes(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are one on a disk that ignores letter case (Windows, macOS).

    Paths are of files, and in order. Of two folders with the same files in them the folders are
    named, once; folders alone do not clash, since unpacking puts the files of both into one.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    told = set()
    for path in paths:
        for folder in above(path):
            folders.setdefault(_folded(folder), folder)
        pair = _where_they_part(files.setdefault(_folded(path), path), path)
        if pair is not None and pair not in told:
            told.add(pair)
            yield pair
    yield from ((path, folders[key]) for key, path in files.items() if key in folders)


def why_unsafe(path: str) -> str:
    """What is wrong with the path of a member, in words that follow its name; "" for nothing."""
    if _PLAIN.fullmatch(path):
        return ""
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


def above(path: str) -> Iterator[str]:
    """The folders that a path lies in, from the top."""
    end = path.find("/")
    while end != -1:
        yield path[:end]
        end = path.find("/", end + 1)


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def _where_they_part(one: str, other: str) -> tuple[str, str] | None:
    """The beginnings of two paths up to the first name that differs."""
    ones, others = one.split("/"), other.split("/")
    for depth, (left, right) in enumerate(zip(ones, others, strict=False), 1):
        if left != right:
            return "/".join(ones[:depth]), "/".join(others[:depth])
    return None
