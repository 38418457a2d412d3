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


def test_pages_of_all_rules(fxpack: Fxpack) -> None:
    pages = fxpack("rule", "--all", "--format", "markdown").out
    titles = [line[2:7] for line in pages.splitlines() if line.startswith("# FX")]
    assert titles == [rule.code for rule in EVERY]
    assert pages.count("\n```") % 2 == 0
    assert len(fxpack("rule", "--all").out.splitlines()) > 10 * len(EVERY)


def test_table_in_markdown(fxpack: Fxpack) -> None:
    lines = fxpack("rule", "--format", "markdown").out.splitlines()
    assert [line.split()[1] for line in lines[2:]] == [rule.code for rule in EVERY]


def test_all_and_one_make_no_sense(fxpack: Fxpack) -> None:
    assert fxpack("rule", "FX102", "--all").code == 2
