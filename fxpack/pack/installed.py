"""The packages that are installed in a zip, by their `.dist-info` folders.

Source: https://packaging.python.org/specifications/recording-installed-packages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping

from fxpack.archive import Distribution
from fxpack.artifact import SITE_PACKAGES
from fxpack.pack.record import BadRecord, read_record

Read = Callable[[str], bytes | None]
"""The content of a file, None where it cannot be read."""

_INFO = re.compile(re.escape(SITE_PACKAGES) + r"/([^/]+)-([^/-]+)\.dist-info/[^/]+")
_HEADER = re.compile(rb"^([A-Za-z-]+):[ \t]*(.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n")


def distributions(paths: Iterable[str], read: Read) -> tuple[Distribution, ...]:
    """The packages among the files of a zip, by name. What METADATA does not say the folder does."""
    folders: dict[str, re.Match[str]] = {}
    for path in paths:
        if ".dist-info/" in path and (found := _INFO.fullmatch(path)):
            folders.setdefault(path.rpartition("/")[0], found)
    known = set(paths)
    return tuple(
        sorted(
            _distribution(folder, found[1], found[2], known, read)
            for folder, found in folders.items()
        )
    )


def headers(text: bytes) -> Mapping[str, list[str]]:
    """The head of a METADATA or WHEEL: lower-case names with their values, folds undone.

    The standard library's parser takes twenty times as long, since it also keeps the description.
    """
    found: dict[str, list[str]] = {}
    head = _END.split(text, 1)[0]
    for name, value in _HEADER.findall(head):
        words = " ".join(value.decode("utf-8", "replace").split())
        found.setdefault(name.decode().lower(), []).append(words)
    return found


def normalised(name: str) -> str:
    """A name as packages are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _distribution(
    folder: str, name: str, version: str, known: set[str], read: Read
) -> Distribution:
    metadata = headers(_content(f"{folder}/METADATA", known, read))
    wheel = headers(_content(f"{folder}/WHEEL", known, read))
    return Distribution(
        name=normalised(metadata.get("name", [name])[0]),
        version=metadata.get("version", [version])[0],
        folder=folder,
        tags=tuple(wheel.get("tag", ())),
        requires=tuple(metadata.get("requires-dist", ())),
        direct=f"{folder}/direct_url.json" in known,
    )


def _content(path: str, known: set[str], read: Read) -> bytes:
    return (read(path) if path in known else None) or b""


def owners(
    distributions: Iterable[Distribution], paths: Iterable[str], read: Read
) -> dict[str, str]:
    """File → the package whose RECORD lists it; what is in a `.dist-info` belongs to it anyway."""
    known = set(paths)
    found: dict[str, str] = {}
    for each in distributions:
        try:
            record = read_record(_content(f"{each.folder}/RECORD", known, read))
        except BadRecord:
            record = {}
        for name in record:
            path = posixpath.normpath(posixpath.join(SITE_PACKAGES, name))
            if path in known:
                found.setdefault(path, each.name)
        inside = (path for path in known if path.startswith(each.folder + "/"))
        found.update(dict.fromkeys(inside, each.name))
    return found
