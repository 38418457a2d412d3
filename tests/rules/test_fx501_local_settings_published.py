from __future__ import annotations

from functools import partial

import pytest

from tests.apps import codes, lint_files, overlay

told = partial(codes, ignore=("FX506",))  # which finds fault with many lines of these


@pytest.mark.parametrize(
    "path",
    [
        "local.settings.prod.json",
        "local.settings.dev.json",
        "Local.Settings.Prod.json",
        "f/local.settings.prod.json",
        "local.settings.my.own.json",
    ],
)
def test_settings_of_another_name(path: str) -> None:
    files = overlay({path: "{}"})
    assert told(files) == ["FX501"]
    files[".funcignore"] = b"local.settings.*\nLocal.Settings.*"
    assert told(files) == []


@pytest.mark.parametrize(
    "path",
    [
        "local.settings.json",
        "f/local.settings.json",
        "LOCAL.settings.json",
        "local.settings.example.json",
        "local.settings.sample.json",
        "local.settings.template.json",
        "local.settings.json.example",
        "local.settings.md",
        "settings.json",
        "my.local.settings.json",
    ],
)
def test_silent(path: str) -> None:
    assert told(overlay({path: "{}"})) == []


@pytest.mark.parametrize("line", ["!local.settings.json", "!local.settings.*", "!*settings*"])
def test_line_that_brings_it_back(line: str) -> None:
    files = overlay({"local.settings.json": "{}", ".funcignore": f"*.md\n{line}\n"})
    (found,) = lint_files(files)
    assert (found.location.path, found.location.line) == (".funcignore", 2)
    assert found.location.end_column == len(line) + 1
    assert found.message == (f'"{line}" brings local.settings.json back into what is published')


def test_allow_list_that_does_not_name_it() -> None:
    lines = "*\n!*/\n!*.json\n!*.py\n!*.txt\n"
    assert told(overlay({"local.settings.json": "{}", ".funcignore": lines})) == []
    assert told(overlay({"local.settings.x.json": "{}", ".funcignore": lines})) == ["FX501"]


def test_message() -> None:
    (found,) = lint_files(overlay({"local.settings.prod.json": "{}"}))
    assert found.location.path == "local.settings.prod.json"
    assert found.message == (
        "local.settings.prod.json would be published: no line of .funcignore leaves it out"
    )
