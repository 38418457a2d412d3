from __future__ import annotations

import json
from typing import Any

import pytest

from fxpack import facts
from fxpack.rules.bundle_range import parse
from tests.apps import lint_files, overlay

ID = "Microsoft.Azure.Functions.ExtensionBundle"
NEWEST = "[4.*, 5.0.0)"


def said(bundle: Any, name: str = "extensionBundle") -> list[str]:
    text = json.dumps({"version": "2.0", name: bundle})
    found = lint_files(overlay({"host.json": text}), select=("FX135",))
    return [f"{d.location.column} {d.message}" for d in found]


def of(version: Any, name: str = ID) -> dict[str, Any]:
    return {"id": name, "version": version}


@pytest.mark.parametrize(
    "bundle",
    [
        *map(of, (NEWEST, "[4.0.0, 5.0.0)", "[3.*, 5.0.0)", "4.*", "2.0.0", "*", "[5.*, 6.0.0)")),
        *map(of, ("[1.*, 4.0.0]", "(3.0, )", "[4.15.0]", " [ 4.0.0 , 5.0.0 ) ")),
        *(of("[1.*, 2.0.0)", f"{ID}.{part}") for part in ("Workflows", "Preview", "Experimental")),
        of("[1.*, 2.0.0)", "Contoso.Bundle"),
        of(NEWEST, ID.lower()),
        {"ID": ID, "Version": NEWEST},
        {},
        None,
        "x",
        of([]),
        of(4),
        {"id": ["x"], "version": "[2.*, 3.0.0)"},
    ],
    ids=repr,
)
def test_clean(bundle: Any) -> None:
    assert said(bundle) == []


@pytest.mark.parametrize(
    ("text", "major"),
    [
        ("[1.*, 2.0.0)", 1),
        ("[2.*, 3.0.0)", 2),
        ("[3.3.0, 4.0.0)", 3),
        ("[1.*, 4.0.0)", 3),
        ("[2.6.1]", 2),
        ("(, 4.0.0)", 3),
        ("[1.*, 3.0.0]", 3),
    ],
)
def test_ended(text: str, major: int) -> None:
    (message,) = said(of(text))
    shown = f'version "{text}" takes extension bundle {major}, which ended on 2026-05-30'
    assert message.endswith(f" {shown}")


@pytest.mark.parametrize(
    ("bundle", "expected"),
    [
        ({"id": ID}, ["39 extensionBundle has no version"]),
        ({"version": NEWEST}, ["39 extensionBundle has no id"]),
        (
            {"id": "", "version": None},
            ["39 extensionBundle has no id", "39 extensionBundle has no version"],
        ),
        (of("v4"), ['102 version "v4" is not a range of versions, such as [4.*, 5.0.0)']),
        (
            of(NEWEST, f"{ID}s"),
            [f'46 there is no extension bundle "{ID}s"; did you mean "{ID}"?'],
        ),
    ],
    ids=repr,
)
def test_messages(bundle: Any, expected: list[str]) -> None:
    assert said(bundle) == expected


def test_letter_case_does_not_count() -> None:
    assert len(said(of("[2.*, 3.0.0)"), "ExtensionBundle")) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "(,)", "[4.*", "4.x", "[4.*; 5.0.0)", "[4.*, 5.0.0, 6)", "^4", ">=4"]
)
def test_is_no_range(text: str) -> None:
    assert parse(text) is None


def test_the_newest_is_in_support() -> None:
    table = facts.table("extension_bundles")
    newest = parse(table["newest"])
    assert newest is not None
    assert not set(map(str, newest.majors(range(1, 10)))) & set(table["ended"][ID])
    assert table["source"]
    assert table["date"]
