from __future__ import annotations

import pytest

from tests.rules.one_function import REQ, codes_of, said_of_bindings


@pytest.mark.parametrize("name", ["my_req", "_req", "req_", "a_b_c"])
def test_underscore(name: str) -> None:
    assert said_of_bindings("FX112", REQ | {"name": name}) == [
        f'hosts before 4.1038 refuse the binding name "{name}" for its underscore'
    ]


@pytest.mark.parametrize("name", ["req", "$return", "a__b", "_a-b"])
def test_none_or_worse(name: str) -> None:
    assert said_of_bindings("FX112", REQ | {"name": name}) == []


def test_two_underscores_are_an_error_only() -> None:
    assert codes_of({"bindings": [REQ | {"name": "a__b"}]}) == ["FX110"]
