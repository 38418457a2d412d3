"""What was found in apps that did not change since, kept in the user's cache folder.

One file for each app and way of looking at it; it holds what the answer depends on, compared as it
is, so that a name that two share costs a miss and never a wrong answer. What cannot be read or
written is as if it were not there.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any
from zlib import adler32, crc32

from fxpack import __version__
from fxpack.atomic import replacing
from fxpack.read.tree import Tree

SETTLED = 2_000_000_000
"""A file that changed this short ago (ns) may change again without a new time: nothing is kept."""

MOST = 5000
"""So many apps are kept, the last ones used."""


class Cache:
    """Answers by identity (which app, looked at how) and stamp (which files it had)."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.written = 0

    def get(self, identity: str, tree: Tree) -> Any:
        """What was kept, None if nothing or if a file changed since."""
        stamp = _stamp(tree)
        try:
            with open(self._path(identity), "rb") as file:
                kept = json.loads(file.read())
            same = kept["identity"] == identity and kept["stamp"] == stamp
            return kept["answer"] if same else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def put(self, identity: str, tree: Tree, answer: Any) -> None:
        """Keep an answer, unless a file changed too short ago to see whether it changes again."""
        newest = max((max(times) for _, *times in tree.stats.values()), default=0)
        if newest > time.time_ns() - SETTLED:
            return
        path = self._path(identity)
        kept = {"identity": identity, "stamp": _stamp(tree), "answer": answer}
        try:
            os.makedirs(self.folder, exist_ok=True)
            with replacing(path) as beside, open(beside, "w", encoding="ascii") as file:
                file.write(json.dumps(kept, separators=(",", ":")))
            self.written += 1
        except OSError:
            return

    def prune(self) -> None:
        """Forget the oldest entries where there are too many."""
        if not self.written:
            return
        try:
            with os.scandir(self.folder) as entries:
                ages = [(entry.stat().st_mtime_ns, entry.path) for entry in entries]
            for _, path in sorted(ages)[:-MOST]:
                os.unlink(path)
        except OSError:
            return

    def _path(self, identity: str) -> str:
        data = identity.encode("utf-8", "surrogatepass")
        return os.path.join(self.folder, f"{crc32(data):08x}{adler32(data):08x}.json")


def cache_folder() -> str:
    """Where this system keeps what can be made again."""
    named = os.environ.get("FXPACK_CACHE_DIR")
    if named:
        return os.path.abspath(named)
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", home), "fxpack", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "fxpack")
    named = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(named if os.path.isabs(named) else f"{home}/.cache", "fxpack")


def program() -> str:
    """Which fxpack on which Python: another one may give other answers."""
    package = os.path.dirname(__file__)
    newest = 0
    for folder in (package, os.path.join(os.path.dirname(package), "schemas")):
        for path, _, names in os.walk(folder):
            files = (name for name in names if name.endswith((".py", ".json")))
            times = (os.stat(os.path.join(path, name)).st_mtime_ns for name in files)
            newest = max(newest, *times, 0)
    return f"{__version__} {newest} {sys.version}"


def _stamp(tree: Tree) -> list[str]:
    """All that the files of an app are known by without reading them."""
    files = [f"{path} {' '.join(map(str, numbers))}" for path, numbers in tree.stats.items()]
    names = (tree.folders, tree.unreadable, tree.outside)
    return [*files, *("\n".join(sorted(each)) for each in names)]
