"""The grid asked anew: the real worker of today says what fixtures/oracle/generated.json holds.

tests/test_oracle.py compares that record with fxpack, everywhere.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.oracle.ask import ask, write
from tests.oracle.grid import every_case
from tests.oracle.record import recorded, short

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def test_the_worker_says_what_was_recorded(tmp_path: Path) -> None:
    cases = every_case()
    functions = [write(tmp_path, case) for case in cases]
    answers = ask(sys.executable, functions)
    known = recorded()
    changed = {}
    for case, answer, (app, _) in zip(cases, answers, functions, strict=True):
        said = kind(short(answer, app))
        if said != kind(known[case["name"]][VERSION]):
            changed[case["name"]] = (known[case["name"]][VERSION], said)
    assert changed == {}


def kind(answer: str) -> str:
    """Stage and type: texts vary with the order of sets and with patch releases."""
    return re.sub(r":.*", "", answer, flags=re.DOTALL)
