"""The workers asked anew: those of today say what the records in fixtures/oracle hold.

tests/test_oracle.py compares the records with fxpack, everywhere.
"""

from __future__ import annotations

import re
import sys

from tests.oracle.child import Answer
from tests.oracle.record import DECORATED, GENERATED, Record, recorded, short

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def test_the_worker_says_what_was_recorded(said_of_functions: list[tuple[str, Answer]]) -> None:
    assert changed(GENERATED, said_of_functions) == {}


def test_the_indexer_says_what_was_recorded(said_of_apps: list[tuple[str, Answer]]) -> None:
    assert changed(DECORATED, said_of_apps) == {}


def changed(record: Record, said: list[tuple[str, Answer]]) -> dict[str, tuple[str, str]]:
    """Case -> the answer recorded and that of today, where they differ."""
    known = recorded(record)
    found = {}
    for case, (app, answer) in zip(record.cases(), said, strict=True):
        before, now = known[case["name"]][VERSION], short(answer, app)
        if kind(now) != kind(before):
            found[case["name"]] = (before, now)
    return found


def kind(answer: str) -> str:
    """Stage and type: texts vary with the order of sets and with patch releases."""
    return answer if answer.startswith("ok") else re.sub(r":.*", "", answer, flags=re.DOTALL)
