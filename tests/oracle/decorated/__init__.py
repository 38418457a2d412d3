"""Small apps of decorators, to ask the real worker about: written by hand, and in tables.

The same seed gives the same apps.
"""

from __future__ import annotations

from tests.oracle.decorated import calls, composed, hints, retries
from tests.oracle.decorated.case import by_hand
from tests.oracle.grid.case import Case

SEED = 20261121


def every_app() -> list[Case]:
    """All apps, names unique."""
    families = (calls, retries, hints, composed)
    apps = [*by_hand(), *(case for family in families for case in family.cases(SEED))]
    assert len({case["name"] for case in apps}) == len(apps)
    return apps
