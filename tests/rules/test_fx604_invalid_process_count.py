from __future__ import annotations

import pytest

from tests.rules.one_local_settings import said

CODE = "FX604"
NAME = "FUNCTIONS_WORKER_PROCESS_COUNT"


@pytest.mark.parametrize("value", ["0", "11", "-1", "100", "two", "1.5", "²"])
def test_said(value: str) -> None:
    (found,) = said(CODE, {NAME: value})
    assert found == f'3:37 {NAME} is "{value}", not a number from 1 to 10'


@pytest.mark.parametrize("value", ["1", "10", " 4 ", 3, "", None, "%COUNT%"])
def test_not_said(value: object) -> None:
    assert said(CODE, {NAME: value}) == []
