"""What the real workers said of five thousand small apps, beside what fxpack says, on every Python.

Records of functions with a function.json: fixtures/oracle/v1-cases.json and shapes.json, made by
hand, the second of whole apps, and generated.json, the answers for tests/oracle/grid. Records of
apps of decorators: v2-cases.json, made by hand, and v2-answers.json, the answers for
tests/oracle/decorated. Where the worker loads a function, or all of an app of decorators, fxpack
has no error; where it does not, an error, but for what fixtures/oracle/undecided.json names. That
list is written by tests/oracle/compare.py and may only get shorter: what fxpack decides must be
taken off.
"""

from __future__ import annotations

import sys

import pytest

from tests.oracle.compare import RECORDS, VERSIONS, alarms, missed, refused, undecided
from tests.oracle.record import DECORATED, GENERATED, Record, digest, recorded

SHARES = {"by hand": 0.98, "shapes": 0.75, "generated": 0.9, "v2 by hand": 0.97, "v2": 0.9}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("record", RECORDS)
def test_what_the_worker_loads_has_no_error(record: str, version: str) -> None:
    assert alarms(record, version) == {}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("record", RECORDS)
def test_what_the_worker_refuses_has_an_error(record: str, version: str) -> None:
    found = missed(record, version)
    known = undecided(record, version)
    assert {name: said for name, said in found.items() if name not in known} == {}
    # A newer Python reads what 3.11 leaves to libcst, and so decides more.
    if sys.version_info < (3, 12):
        assert sorted(known - found.keys()) == [], "decided now: run python -m tests.oracle.compare"


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_worker_refuses_is_found(version: str) -> None:
    """Of what a reading of the source can know, by hand as good as all, and most of the rest."""
    for record, share in SHARES.items():
        all_refused = sum(refused(answers[version]) for _, answers in RECORDS[record]())
        assert 1 - len(undecided(record, version)) / all_refused > share


@pytest.mark.parametrize("record", [GENERATED, DECORATED], ids=lambda record: record.file.stem)
def test_the_record_is_of_these_cases(record: Record) -> None:
    answers = recorded(record)
    cases = record.cases()
    changed = [c["name"] for c in cases if digest(c) != answers.get(c["name"], {}).get("digest")]
    assert changed == [], "ask the workers again: tests/oracle/record.py"
    assert len(answers) == len(cases)
    assert all(set(VERSIONS) <= answer.keys() for answer in answers.values())
