"""`fxpack rule`."""

from __future__ import annotations

import json

import pytest

from fxpack.rules import EVERY
from tests.cli.conftest import Fxpack


def test_list(fxpack: Fxpack) -> None:
    ran = fxpack("rule")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == [rule.code for rule in EVERY]


def test_list_as_json(fxpack: Fxpack) -> None:
    value = json.loads(fxpack("rule", "--format", "json").out)
    assert [each["code"] for each in value] == [rule.code for rule in EVERY]


@pytest.mark.parametrize("code", ["FX102", "fx102"])
def test_page(code: str, fxpack: Fxpack) -> None:
    ran = fxpack("rule", code)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("FX102 no-bindings (error)\n\nA function.json declares no binding.\n")


def test_page_as_json(fxpack: Fxpack) -> None:
    assert json.loads(fxpack("rule", "FX102", "--format", "json").out)["name"] == "no-bindings"


def test_page_on_a_terminal(fxpack: Fxpack) -> None:
    painted = fxpack("rule", "FX102", FORCE_COLOR="1").out
    assert "\x1b[" in painted
    assert "--- f/function.json" not in painted
    assert "\x1b[" not in fxpack("rule", "FX102", NO_COLOR="1").out
