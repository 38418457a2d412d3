"""Fixing keeps the laws on whole apps, and on the small ones that the real workers were asked about.

All of these are in tests/oracle/test_fixes.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fxpack.read.apps import find_apps
from fxpack.read.tree import Tree
from tests.apps import BASE
from tests.edit.laws import broken, fixed

FIXTURES = Path(__file__).parents[2] / "fixtures"
APPS = {app.display: app.root for app in find_apps(["apps"], str(FIXTURES)).apps}
AROUND = {path: text.encode() for path, text in BASE.items() if not path.startswith("f/")}


@pytest.mark.parametrize("app", APPS)
def test_a_fixture(app: str) -> None:
    assert broken(Tree(APPS[app])) == []


@pytest.mark.parametrize("record", ["v1-cases", "v2-cases", "shapes"])
def test_cases_that_were_made_by_hand(record: str) -> None:
    cases = json.loads((FIXTURES / f"oracle/{record}.json").read_text(encoding="utf-8"))
    found = {
        case["name"]: laws
        for case in cases
        if (laws := broken({**AROUND, **{path: t.encode() for path, t in case["files"].items()}}))
    }
    assert found == {}


def test_good_apps_stay_as_they_are() -> None:
    assert [app for app, root in APPS.items() if "/ok/" in app and fixed(Tree(root))] == []
