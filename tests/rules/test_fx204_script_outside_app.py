from __future__ import annotations

import pytest

from tests.rules.one_function import OUT, REQ, said


@pytest.mark.parametrize(
    "script", ["../../outside.py", "/etc/main.py", "//x.py", "../../wwwroot2/f/__init__.py", "/"]
)
def test_outside(script: str) -> None:
    found = said("FX20", {"scriptFile": script, "bindings": [REQ, OUT]})
    assert found == [f'1:16 the scriptFile "{script}" lies outside of the app']


@pytest.mark.parametrize("script", ["../f/__init__.py", "..\\..\\x.py", "../host.json"])
def test_inside(script: str) -> None:
    assert said("FX204", {"scriptFile": script, "bindings": [REQ, OUT]}) == []
