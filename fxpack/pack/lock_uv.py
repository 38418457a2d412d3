"""uv as the engine of a lock: for any target, on any machine."""

from __future__ import annotations

import os
from collections.abc import Sequence

from fxpack.pack.folder_copies import copies
from fxpack.pack.lock_file import LockFile, Pin, parsed, rendered
from fxpack.pack.lock_source import Demand
from fxpack.pack.uv_compile import run_uv, uv_environ, uv_warnings
from fxpack.pack.uv_errors import translated
from fxpack.pack.uv_input import requirements_text
from fxpack.platforms import Platform


def locked_by_uv(
    demand: Demand, platform: Platform, seeds: Sequence[Pin], place: str, *, refresh: bool
) -> tuple[tuple[Pin, ...], tuple[str, ...]]:
    """What uv finds, and the warnings about it.

    seeds    versions to be kept where they fit
    place    an empty folder, which stays the caller's
    refresh  ask the indexes, whatever was found a short time ago

    Raises what `uv_errors.translated` says.
    """
    target = os.path.join(place, "requirements.txt")
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write(rendered(LockFile(tuple(seeds))))
    form = ["--generate-hashes", "--output-file", target, *(["--refresh"] if refresh else [])]
    asked = demand.asked
    with copies(asked.root, asked.wanted) as copied:
        text = copied.there(requirements_text(asked))
        done = run_uv(asked, platform, form, text, uv_environ(asked))
    said = copied.back(done.stderr)
    if done.code:
        raise translated(said, asked, platform)
    with open(target, encoding="utf-8") as file:
        return parsed(copied.back(file.read())).pins, uv_warnings(said, asked)
