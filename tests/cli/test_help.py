"""The help texts: one short sentence for each option, and true of it."""

from __future__ import annotations

import re

import pytest
from typer.core import TyperArgument, TyperOption

from fxpack.cli import COMMANDS, _Commands

PARAMETERS = [
    pytest.param(each, id=f"{command} {each.opts[0]}")
    for command in COMMANDS
    for each in _Commands()[command].params
]
LONGEST = 88


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_one_short_sentence(parameter: TyperArgument | TyperOption) -> None:
    text = parameter.help or ""
    assert re.fullmatch(r"[A-Z].*\.", text)
    # its full stop, and at most that of "May repeat."
    assert text.replace(" May repeat.", "").count(". ") == 0
    assert len(text) <= LONGEST


@pytest.mark.parametrize("command", COMMANDS)
def test_options_that_it_names_exist(command: str) -> None:
    found = _Commands()[command]
    known = {name for each in found.params for name in each.opts}
    texts = [found.help or "", *(getattr(each, "help", "") or "" for each in found.params)]
    named = {name for text in texts for name in re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)}
    assert not named - known


@pytest.mark.parametrize("command", COMMANDS)
def test_exit_codes_are_said(command: str) -> None:
    text = " ".join((_Commands()[command].help or "").split())
    if command != "rule":
        assert "Exit code 0: " in text
        assert " 2: wrong arguments" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_first_line_says_what_it_does(command: str) -> None:
    first = (_Commands()[command].help or "").split("\n\n")[0]
    assert re.fullmatch(r"[A-Z].*\.", first)
    assert len(first) <= 100
