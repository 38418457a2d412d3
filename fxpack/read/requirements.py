"""What the requirements bring, as far as it can be told without an index.

Only a requirements.txt whose every line is a plain requirement on a distribution that fxpack knows
(data/distributions.json) tells for certain which names can be imported; anything else is can't tell.
"""

from __future__ import annotations

import re

from fxpack.facts import table
from fxpack.model import Files
from fxpack.read.published import PACKAGES

_PLAIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)\s*([<>=!~][=<>!~0-9A-Za-z.*+, ]*)?(\s#.*)?")
_OPEN = re.compile(r">=?\s*[0-9A-Za-z.]+")
# Old releases may bring more than those that were looked at; of these all were.
_ANY_RELEASE = frozenset({"azure-functions", "azure-functions-durable"})


def pinned(files: Files, name: str) -> tuple[int, ...] | None:
    """The release of a distribution that requirements.txt pins, None for none.

    Of a pre-release, which may be anything, it is (0,).
    """
    try:
        text = files["requirements.txt"].decode("utf-8-sig", "replace")
    except (OSError, KeyError):
        return None
    if "==" not in text:
        return None
    spelt = re.escape(name).replace(r"\-", "[-_.]")
    found = re.search(
        rf"^\s*{spelt}\s*==+\s*([0-9.]*[0-9])(\.\*|[a-z0-9.+]*)", text, re.IGNORECASE | re.MULTILINE
    )
    if found is None:
        return None
    return (0,) if found[2].strip(".*") else tuple(map(int, found[1].split(".")))


def brought_names(files: Files) -> frozenset[str] | None:
    """The top-level names that installing the requirements makes importable; None: can't tell."""
    if "requirements.txt" not in files:
        return None
    from fxpack.read.graph.elsewhere import may_be_known_otherwise

    if may_be_known_otherwise(files):
        return None
    if any(path.partition("/")[0] == PACKAGES for path in getattr(files, "folders", files)):
        return None
    try:
        text = files["requirements.txt"].decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, KeyError):
        return None
    closures: dict[str, str] = table("distributions")["imports"]
    names: set[str] = set()
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        match = _PLAIN.fullmatch(line)
        name = re.sub(r"[-_.]+", "-", match[1]).lower() if match else ""
        newest = match is not None and (not match[2] or _OPEN.fullmatch(match[2].strip()))
        closure = closures.get(name) if newest or name in _ANY_RELEASE else None
        if closure is None:
            return None
        names.update(closure.split())
    return frozenset(names)
