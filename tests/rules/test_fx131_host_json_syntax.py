from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay


def said(text: str) -> list[str]:
    found = lint_files(overlay({"host.json": text}), select=("FX13",))
    return [f"{d.location.line}:{d.location.column} {d.code}" for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 FX131"]),
        ("[]", ["1:1 FX131"]),
        ('{"version": "2.0"', ["1:1 FX131"]),
        ('{\n  "version": "2.0"\n  "logging": {}\n}', ["3:3 FX131"]),
    ],
)
def test_not_json(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text", ['{"version": "2.0",}', '// a\n{"version": "2.0"}', "{version: '2.0'}", "\ufeff{}"]
)
def test_what_json_net_takes(text: str) -> None:
    assert said(text) == []


def test_unreadable() -> None:
    (found,) = lint_files(overlay({"host.json (unreadable)": ""}))
    assert (found.code, found.message) == ("FX131", "cannot be read: Permission denied")
