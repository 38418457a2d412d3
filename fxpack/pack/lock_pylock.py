"""The same lock as pylock.toml (PEP 751), for tools that read that."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from urllib.request import url2pathname

from fxpack.errors import DependencyError
from fxpack.pack.folder_copies import copies
from fxpack.pack.lock_file import LockFile
from fxpack.pack.lock_source import Demand
from fxpack.pack.network import MASK, redacted
from fxpack.pack.project_files import relative
from fxpack.pack.uv_compile import run_uv, uv_environ, uv_warnings
from fxpack.pack.uv_errors import translated
from fxpack.platforms import Platform

_ON_DISK = re.compile(r'url = "(file://[^"]*)"')


def pylock(
    demand: Demand, lock: LockFile, platform: Platform, folder: str
) -> tuple[str, tuple[str, ...]]:
    """The text of a pylock.toml, and the warnings about it.

    folder  where it will lie: paths in it are relative to that

    uv writes it, whichever engine found the versions: nothing is left to choose. Raises
    DependencyError for what cannot be asked, and for files that this machine alone has, which a
    pylock.toml would have to name.
    """
    asked = demand.asked
    text = "".join(f"{pin.text}\n" for pin in lock.pins)
    form = ["--format", "pylock.toml", "--no-deps"]
    with copies(asked.root, asked.wanted) as copied:
        done = run_uv(asked, platform, form, copied.there(text), uv_environ(asked))
    said = copied.back(done.stderr)
    if done.code:
        raise translated(said, asked, platform)
    found = redacted(copied.back(done.stdout), asked.secrets).replace(f"{MASK}@", "")
    written = _ON_DISK.sub(lambda match: _path(match[1], asked.root, folder), found)
    return written, uv_warnings(said, asked)


def _path(url: str, root: str, folder: str) -> str:
    path = url2pathname(urlsplit(url).path)
    if relative(root, path).startswith("../"):
        raise DependencyError(
            f"--pylock: a pylock.toml names where each file is, and {path} is on this machine "
            "alone: put it into a folder of the app, or on an index"
        )
    return f'path = "{relative(folder, path)}"'
