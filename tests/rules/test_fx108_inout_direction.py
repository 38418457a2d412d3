from __future__ import annotations

from typing import Any

import pytest

from tests.rules.one_function import REQ, said_of_bindings


@pytest.mark.parametrize("direction", ["inout", "InOut", "2", 2], ids=repr)
def test_inout(direction: Any) -> None:
    blob = {"name": "b", "type": "blob", "direction": direction}
    (message,) = said_of_bindings("FX108", REQ, blob)
    assert message.startswith('binding "b" has the direction ')


def test_in_and_out() -> None:
    assert said_of_bindings("FX108", REQ, {"name": "b", "type": "blob", "direction": "out"}) == []
