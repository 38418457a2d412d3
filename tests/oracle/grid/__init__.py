"""Small apps of every kind we could think of, to ask the real worker about.

Each module is tables; `every_case` builds the apps. The same seed gives the same apps.
"""

from __future__ import annotations

from tests.oracle.grid import config, entries, hints, imports, parameters, scripts
from tests.oracle.grid.case import Case

SEED = 20261121


def every_case() -> list[Case]:
    """All cases, names unique."""
    families = (hints, parameters, entries, scripts, imports, config)
    cases = [case for family in families for case in family.cases(SEED)]
    assert len({case["name"] for case in cases}) == len(cases)
    return cases
