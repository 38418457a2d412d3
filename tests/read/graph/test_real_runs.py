"""fixtures/imports: what the real worker refused is found, and what it loaded is silent.

The answers are recorded by tests/packages/real_imports.py, with the requirements installed as they
are in Azure.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fxpack.app.lint import lint
from fxpack.settings import Flags

APPS = Path(__file__).parents[3] / "fixtures" / "imports"
ANSWERS = json.loads((APPS / "answers.json").read_text(encoding="utf-8"))

FOUND = {
    "circle": ["FX307"],
    "circle-of-attributes": ["FX307"],
    "decorated-left-out": ["FX311"],
    "decorated-not-required": ["FX312"],
    "decorated-relative": ["FX303"],
    "imported-by-name": ["FX307"],
    # the worker loads it, and each call fails
    "lazy": ["FX312", "FX313"],
    "left-out": ["FX311"],
    "removed": ["FX314"],
    "sibling": ["FX304"],
    "storage-not-required": ["FX312"],
    "yaml-not-required": ["FX312"],
}


@pytest.mark.parametrize("case", ANSWERS)
def test_what_fails_in_azure_is_found_here(case: str) -> None:
    result = lint([case], Flags(python=(3, 13)), str(APPS))
    assert not result.crashes
    assert [each.code for each in result.report.diagnostics] == FOUND.get(case, [])


def test_every_app_was_run() -> None:
    assert sorted(path.name for path in APPS.iterdir() if path.is_dir()) == sorted(ANSWERS)
    assert len(ANSWERS) >= 20


@pytest.mark.parametrize("case", ANSWERS)
def test_what_is_found_is_what_failed(case: str) -> None:
    refused = set(ANSWERS[case].values()) != {"ok"}
    assert refused == (case in FOUND.keys() - {"lazy"})
