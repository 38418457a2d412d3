from __future__ import annotations

import uuid

import pytest

from tests.leaks import CLIENT_SECRET, drawn, said

CODE = "FX655"
WHAT = "the client secret of an application"


@pytest.mark.parametrize(
    "text",
    [
        f'CLIENT_SECRET = "{CLIENT_SECRET}"',
        f'{{"AZURE_CLIENT_SECRET": "{CLIENT_SECRET}"}}',
        f"AZURE_CLIENT_SECRET={CLIENT_SECRET}",
        f"{drawn(3)}7Q~{drawn(31)}",
    ],
)
def test_found(text: str) -> None:
    (found,) = said(CODE, text)
    assert found.partition(" ")[2] == WHAT


@pytest.mark.parametrize(
    "text",
    [
        'CLIENT_SECRET = os.environ["CLIENT_SECRET"]',
        f'CLIENT_SECRET = "abc8Q~{"x" * 34}"',
        f'CLIENT_SECRET = "{CLIENT_SECRET[:20]}…"',
        f'X = "{drawn(40)}8Q~{drawn(34)}"',
        f'X = "abc8Q~{drawn(60)}"',
        f'AZURE_CLIENT_ID = "{uuid.UUID(int=7)}"',
    ],
)
def test_passed_over(text: str) -> None:
    assert said(CODE, text) == []
