from __future__ import annotations

import pytest

from tests.rules.one_local_settings import said

CODE = "FX605"
NAME = "FUNCTIONS_EXTENSION_VERSION"


@pytest.mark.parametrize(
    ("value", "ended"),
    [
        ("~1", "2026-09-14"),
        ("~2", "2022-12-13"),
        ("~3", "2022-12-13"),
        ("3.0.13142", "2022-12-13"),
        ("~3-preview", "2022-12-13"),
    ],
)
def test_said(value: str, ended: str) -> None:
    assert said(CODE, {NAME: value}) == [
        f'3:34 {NAME} is "{value}", whose support ended on {ended}'
    ]


@pytest.mark.parametrize("value", ["~4", "4.1037.0", "~5", "", None, "latest", "~30"])
def test_not_said(value: str | None) -> None:
    assert said(CODE, {NAME: value}) == []
