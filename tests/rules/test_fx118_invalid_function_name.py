from __future__ import annotations

import pytest

from tests.apps import BASE, lint_files, overlay


def said(name: str) -> list[str]:
    files = {
        f"{name}/function.json": BASE["f/function.json"],
        f"{name}/__init__.py": BASE["f/__init__.py"],
    }
    found = lint_files(overlay(files), select=("FX1", "FX2"))
    return [f"{d.code} {d.location.path} {d.message}" for d in found]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("1st", ""),
        ("_shared", ""),
        (".venv", ""),
        ("my.function", ""),
        ("my function", ""),
        ("größe", ""),
        ("host", ": the host keeps it for itself"),
        ("HOST", ": the host keeps it for itself"),
    ],
)
def test_invalid(name: str, why: str) -> None:
    assert said(name) == [
        f'FX118 {name}/function.json "{name}" is no valid name of a function{why}'
    ]


def test_too_long() -> None:
    assert said("a" * 129)[0].endswith(": it has 129 characters, and 128 are allowed")


@pytest.mark.parametrize("name", ["f1", "my-function", "My_Function-2", "hosts", "a" * 128])
def test_valid(name: str) -> None:
    assert said(name) == []
