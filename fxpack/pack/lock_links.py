"""The hashes of files in folders of `--find-links`, all of those that a version has there.

An index tells the hash of each file, and both engines list them all. Of a folder pip-tools hashes
all files of a version, uv (0.13.8) only the one that it takes for the target.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from fxpack.pack.hashes import digests_of
from fxpack.pack.lock_file import Pin
from fxpack.pack.network import local_path

_Found = dict[tuple[str, str], list[str]]


def with_local_hashes(
    pins: Iterable[Pin], places: Iterable[str], seeds: Iterable[Pin]
) -> tuple[Pin, ...]:
    """Pins with the hashes of their files in folders.

    seeds  what was locked before: of a version that is kept, the hashes are kept too
    """
    known = {(seed.name, seed.version) for seed in seeds if seed.hashes}
    folders = [path for path in map(local_path, places) if os.path.isdir(path)]
    files = _files(folders)
    return tuple(pin if (pin.name, pin.version) in known else _with(pin, files) for pin in pins)


def _files(folders: Iterable[str]) -> _Found:
    """The wheels and sdists in folders, by name and version."""
    from packaging.utils import (
        InvalidSdistFilename,
        InvalidWheelFilename,
        parse_sdist_filename,
        parse_wheel_filename,
    )

    found: _Found = {}
    for folder in folders:
        for filename in sorted(os.listdir(folder)):
            try:
                wheel = filename.endswith(".whl")
                read = parse_wheel_filename if wheel else parse_sdist_filename
                name, version, *_ = read(filename)
            except (InvalidWheelFilename, InvalidSdistFilename):
                continue
            found.setdefault((str(name), str(version)), []).append(os.path.join(folder, filename))
    return found


def _with(pin: Pin, files: _Found) -> Pin:
    from packaging.version import InvalidVersion, Version

    try:
        version = str(Version(pin.version)) if pin.version else ""
    except InvalidVersion:
        return pin
    hashes = (f"sha256:{digests_of(path)['sha256']}" for path in files.get((pin.name, version), ()))
    return pin._replace(hashes=tuple(sorted({*pin.hashes, *hashes})))
