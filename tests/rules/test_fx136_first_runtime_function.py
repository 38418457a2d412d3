from __future__ import annotations

import pytest

from tests.apps import codes, overlay

SCRIPT = {"f/__init__.py (absent)": "", "f/run.py": "print 'hello'\n"}
BINDINGS = """{"bindings": [
  {"name": "req", "type": "httpTrigger", "direction": "in"},
  {"name": "res", "type": "http", "direction": "out"}
]}"""


@pytest.mark.parametrize("host", ["{}", '{"http": {"routePrefix": "x"}}'])
def test_script_of_the_first_runtime(host: str) -> None:
    assert codes(overlay(SCRIPT, {"host.json": host, "f/function.json": BINDINGS})) == ["FX136"]


def test_a_current_host_refuses_it() -> None:
    found = codes(overlay(SCRIPT, {"f/function.json": BINDINGS}))
    assert "FX206" in found
    assert "FX136" not in found


def test_a_run_py_with_main_is_a_script_as_any_other() -> None:
    script = {"f/__init__.py (absent)": "", "f/run.py": "def main(req):\n    return 'hello'\n"}
    config = """{"bindings": [
      {"name": "req", "type": "httpTrigger", "direction": "in"},
      {"name": "$return", "type": "http", "direction": "out"}
    ]}"""
    assert codes(overlay(script, {"f/function.json": config})) == []
