"""A lock as requirements.txt has it: exact versions with hashes, and where each comes from.

Read in the forms of fxpack, pip-tools and uv, which differ in no more than the header; written in
one form, whichever engine found the versions. Nothing here reads a file.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from itertools import pairwise

from fxpack.nouns import NamedTuple
from fxpack.read.requirement_lines import RequirementLine, Requirements, read_requirements

_MADE = re.compile(r"# Made by `fxpack lock` for Python (\d+\.\d+)\b.*")
_COMMAND = re.compile(r"#     fxpack lock\b(.*)")
_VIA = re.compile(r"(?:^|\s)# via\b[ \t]*(.*)$")
_MORE_VIA = re.compile(r"\s+#   (\S.*)$")


class Pin(NamedTuple):
    """One package of a lock.

    text    as it is written, without hashes: "name==1.0", "name @ URL", "./folder"
    name    normalised; "" where only building tells it
    hashes  "sha256:…", sorted
    via     who asks for it, sorted: names of packages, and "-r requirements.in" and the like for
            what the app itself asks for
    """

    text: str
    name: str = ""
    hashes: tuple[str, ...] = ()
    via: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The exact version, "" for what is from a URL or path."""
        found = re.fullmatch(r"[A-Za-z0-9._-]+\s*===?\s*([^\s;,*]+)", self.text)
        return found[1] if found else ""

    @property
    def roots(self) -> tuple[str, ...]:
        """Those in `via` that are no packages."""
        return tuple(each for each in self.via if not _is_package(each))


class LockFile(NamedTuple):
    """All that a lock says.

    python     the one that it was made for, "" where it does not say
    arguments  what followed `fxpack lock` when it was made, None where something else made it
    options    lines for the indexes, "--extra-index-url https://…"
    """

    pins: tuple[Pin, ...]
    options: tuple[str, ...] = ()
    python: str = ""
    arguments: tuple[str, ...] | None = None

    def values(self, option: str) -> tuple[str, ...]:
        """The values of an option with which it was made."""
        words = self.arguments or ()
        return tuple(value for name, value in pairwise(words) if name == option)


def parsed(text: str) -> LockFile:
    """What a lock says. Files that it includes are not read."""
    found = read_alone(text)
    lines = text.splitlines()
    starts = [each.line - 1 for each in found.lines]
    pins = [
        _pin(line, lines[start:end])
        for line, (start, end) in zip(found.lines, pairwise([*starts, len(lines)]), strict=True)
    ]
    made = next(filter(None, map(_MADE.fullmatch, lines)), None)
    command = next(filter(None, map(_COMMAND.fullmatch, lines)), None) if made else None
    return LockFile(
        pins=tuple(pins),
        options=tuple(f"{each.name} {each.value}".rstrip() for each in found.options),
        python=made[1] if made else "",
        arguments=tuple(_words(command[1])) if command else None,
    )


def read_alone(text: str) -> Requirements:
    """The requirements of a text, without what it includes and with `${NAME}` as it stands."""

    def read(path: str) -> bytes:
        if path != "requirements.txt":
            raise KeyError(path)
        return f"\ufeff{text}".encode()

    return read_requirements(read, "requirements.txt", {})


def rendered(lock: LockFile) -> str:
    """The text of a lock, with one form for the same content."""
    options = [*lock.options, ""] if lock.options else []
    body = [line for pin in sorted(lock.pins, key=_order) for line in _lines(pin)]
    return "\n".join([*_header(lock), *options, *body, ""])


def same(one: LockFile, other: LockFile) -> bool:
    """Whether two locks say the same of what is installed, whoever made them."""
    pythons = {one.python, other.python} - {""}
    return (
        len(pythons) < 2
        and one.options == other.options
        and sorted(one.pins, key=_order) == sorted(other.pins, key=_order)
    )


def _pin(line: RequirementLine, block: list[str]) -> Pin:
    text = f"-e {line.text}" if line.editable else line.text
    return Pin(text, line.name, tuple(sorted(set(line.hashes))), tuple(sorted(set(_via(block)))))


def _via(block: list[str]) -> Iterator[str]:
    """What the comments behind a requirement say, on one line or on one for each."""
    within = False
    for line in block:
        if found := _VIA.search(line):
            within = not found[1]
            yield from (each.strip() for each in found[1].split(",") if each.strip())
        elif within and (more := _MORE_VIA.match(line)):
            yield more[1].strip()
        else:
            within = False


def _is_package(via: str) -> bool:
    return (
        re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[^]]*\])?", via) is not None
    )


def _order(pin: Pin) -> tuple[str, str]:
    return pin.name or pin.text, pin.text


def _header(lock: LockFile) -> list[str]:
    if lock.arguments is None:
        return []
    command = shlex.join(["fxpack", "lock", *lock.arguments])
    return [
        f"# Made by `fxpack lock` for Python {lock.python} on Linux x86_64. To make it anew:",
        f"#     {command}",
        "",
    ]


def _lines(pin: Pin) -> Iterable[str]:
    yield " \\\n    ".join([pin.text, *(f"--hash={each}" for each in pin.hashes)])
    if len(pin.via) == 1:
        yield f"    # via {pin.via[0]}"
    elif pin.via:
        yield "    # via"
        yield from (f"    #   {each}" for each in pin.via)


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []
