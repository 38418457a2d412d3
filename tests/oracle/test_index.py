"""`fxpack functions` beside the real index: names, bindings and order, of everything that loads."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from fxpack.app.functions import functions
from fxpack.read.apps import find_apps
from fxpack.report.functions import as_json
from fxpack.settings import Flags
from tests.oracle.ask import INDEXER, ROOT, ask
from tests.oracle.child import Answer

APPS = ROOT / "fixtures" / "apps"
PYTHON = (sys.version_info[0], sys.version_info[1])


def told(app: str) -> dict[str, Any]:
    """What `fxpack functions --format json` says of an app."""
    listing = functions(app, Flags(python=PYTHON), app).listing
    found: dict[str, Any] = json.loads(as_json(listing))
    return found


def differences(said: list[tuple[str, Answer]]) -> tuple[dict[str, Any], int]:
    """Apps whose list is not the worker's, and how many are told in full.

    A list that says what it can't tell may lack functions; what it has must be right all the same.
    """
    wrong, full = {}, 0
    for app, answer in said:
        if not answer["ok"]:
            continue
        real = [(each["name"], each["bindings"]) for each in answer["functions"]]
        listed = told(app)
        mine = [
            (each["name"], each["bindings"])
            for each in listed["functions"]
            if each["model"] == "v2"
        ]
        if same(mine, real):
            full += not listed["undecided"]
        elif not listed["undecided"] or not all(
            any(same([one], [r]) for r in real) for one in mine
        ):
            wrong[os.path.basename(app)] = {"told": mine, "real": real}
    return wrong, full


def same(mine: Any, real: Any) -> bool:
    """Whether two values are one; null stands for what can't be told, or isn't there then."""
    if isinstance(mine, dict) and isinstance(real, dict):
        known = {key: value for key, value in mine.items() if key in real or value is not None}
        return known.keys() == real.keys() and all(same(known[key], real[key]) for key in real)
    if isinstance(mine, list | tuple) and isinstance(real, list | tuple):
        return len(mine) == len(real) and all(map(same, mine, real))
    return mine is None or (type(mine), mine) == (type(real), real)


def test_every_app_of_the_fixtures() -> None:
    apps = [os.path.abspath(app.root) for app in find_apps([str(APPS)], str(ROOT)).apps]
    said = list(zip(apps, ask(sys.executable, INDEXER, apps), strict=True))
    wrong, full = differences(said)
    assert wrong == {}
    assert full > 0


def test_every_app_of_the_record(said_of_apps: list[tuple[str, Answer]]) -> None:
    wrong, full = differences(said_of_apps)
    assert wrong == {}
    loads = sum(answer["ok"] for _, answer in said_of_apps)
    assert full / loads > 0.8
