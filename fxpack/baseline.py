"""What was found before and is let be: a repository's old findings, so that new ones stand out.

A finding is known by its file, its rule and what is said, not by its line: code may move. Of
several that are alike the baseline says how many there are.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fxpack.errors import UsageError
from fxpack.model import Diagnostic
from fxpack.nouns import NamedTuple

VERSION = 1
"""The version of the file's format."""


_LINES = re.compile(r"(?<=\bline )[0-9]+|(?<=\.py:)[0-9]+")
"""How messages name other lines than that of the finding."""


class Known(NamedTuple):
    """What a finding is known by. `path` is relative to the baseline's folder.

    message  with the numbers of lines left out
    """

    path: str
    code: str
    message: str


Baseline = Mapping[Known, int]
"""What is known, and how often."""


class Left(NamedTuple):
    """What a baseline leaves of some findings, and what it holds besides."""

    diagnostics: tuple[Diagnostic, ...]
    unused: Baseline


def known(diagnostic: Diagnostic, path: str) -> Known:
    """How a finding is known. `path` is its file's, relative to the baseline's folder."""
    return Known(path, diagnostic.code, without_lines(diagnostic.message))


def without_lines(message: str) -> str:
    """A message as it stays when code moves."""
    return _LINES.sub("N", message)


def without(found: Iterable[tuple[Known, Diagnostic]], baseline: Baseline) -> Left:
    """The findings that a baseline does not have; of those that are alike, the last ones."""
    open_ = Counter(baseline)
    left = []
    for key, diagnostic in found:
        if open_[key] > 0:
            open_[key] -= 1
        else:
            left.append(diagnostic)
    return Left(tuple(left), {key: count for key, count in open_.items() if count > 0})


def text_of(baseline: Baseline) -> str:
    """A baseline as its file holds it: sorted, so that two of equal findings are equal."""
    counts = sorted(baseline.items())
    rows = [
        {"path": key.path, "code": key.code, "message": key.message, "count": count}
        for key, count in counts
    ]
    return json.dumps({"version": VERSION, "findings": rows}, indent=1) + "\n"


def of_text(text: str, name: str) -> Baseline:
    """The baseline that `text_of` wrote; UsageError for anything else. `name` is its file's."""
    wrong = UsageError(f"{name} is no baseline of fxpack: write it anew with --write-baseline")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong from None
    if not isinstance(value, dict) or not isinstance(value.get("findings"), list):
        raise wrong
    if value.get("version") != VERSION:
        raise UsageError(f"{name} is of another version of fxpack: {value.get('version')!r}")
    rows = [_row(row) for row in value["findings"]]
    if None in rows:
        raise wrong
    counts: Counter[Known] = Counter()
    for row in rows:
        if row is not None:
            counts[row[0]] += row[1]
    return counts


def _row(row: Any) -> tuple[Known, int] | None:
    if not isinstance(row, dict):
        return None
    path, code, message, count = (row.get(k) for k in ("path", "code", "message", "count"))
    texts = all(isinstance(each, str) for each in (path, code, message))
    if not texts or not isinstance(count, int) or count < 1:
        return None
    return Known(str(path), str(code), str(message)), count
