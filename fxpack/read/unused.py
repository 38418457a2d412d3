"""Requirements that nothing in an app seems to use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fxpack.model import Files, Location
from fxpack.read.graph.releases import brought_by, closure
from fxpack.read.requirement_lines import read_requirements

REQUIREMENTS = "requirements.txt"

_WORKERS = re.compile(r"azure-functions.*|azurefunctions.*")
"""The worker looks for these itself."""

_MENTIONING = (".py", ".json", ".toml", ".cfg", ".ini", ".yaml", ".yml")


def unused_requirements(
    files: Files, published: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...], Location]]:
    """Each requirement that no published file mentions: its name, what it brings, its place.

    What another requirement needs is taken for a pinned version of that.
    """
    lines = [
        line
        for line in read_requirements(files.__getitem__).lines
        if line.kind == "named" and not line.constraint and not line.extras
    ]
    names = {line.name for line in lines}
    text = b"\n".join(_mentioning(files, published))
    for line in lines:
        brought = brought_by(line.name)
        others = [(name, "") for name in sorted(names - {line.name})]
        needed = closure(others, any_version=True)
        if not brought or _WORKERS.fullmatch(line.name) or needed is None or line.name in needed:
            continue
        public = tuple(name for name in brought if not name.startswith("_"))
        if public and not any(_mentions(text, name) for name in public):
            yield line.name, public, Location(path=line.file, line=line.line, end_line=line.line)


def _mentioning(files: Files, published: frozenset[str]) -> Iterator[bytes]:
    for path in sorted(published):
        if path.endswith(_MENTIONING) and path in files:
            try:
                yield files[path]
            except (OSError, KeyError):
                continue


def _mentions(text: bytes, name: str) -> bool:
    """Whether a module's name stands anywhere; of one in a namespace its last part is enough."""
    return re.search(rb"\b%s\b" % re.escape(name.rpartition(".")[2].encode()), text) is not None
