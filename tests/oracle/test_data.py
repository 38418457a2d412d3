"""The data files beside what the installed packages and the running Python say today."""

from __future__ import annotations

import importlib
import re
import sys
from functools import cache
from typing import Any

import pytest

from fxpack.facts import by_python, table
from tests.facts.make_typing import RAISES, short
from tests.facts.run import ask

PYTHON = sys.version_info[:2]


@cache
def today(probe: str) -> Any:
    return ask(sys.executable, probe)


def test_azure_functions() -> None:
    recorded = by_python(table("azure_functions"), PYTHON)
    assert recorded["azure-functions"] == today("probe_azure_functions")["azure-functions"]
    assert recorded == today("probe_azure_functions")


def test_converters() -> None:
    found = {key: value for key, value in today("probe_converters").items() if key[:5] != "azure"}
    assert by_python(table("converters"), PYTHON) == found


def test_decorators() -> None:
    facts, found = table("decorators"), dict(today("probe_decorators"))
    version = found.pop("azure-functions")
    assert facts["python"][f"{PYTHON[0]}.{PYTHON[1]}"] == version
    assert found.pop("azure-functions-durable") in facts["source"]
    older = facts["older"].get(version, {})
    recorded = {part: facts[part] for part in found}
    for part, entries in older.items():
        recorded[part] = {**recorded[part], **entries}
    # an older library lacks some enums
    recorded["enums"] = {name: recorded["enums"][name] for name in found["enums"]}
    assert recorded == found


@pytest.mark.skipif(PYTHON < (3, 13), reason="the classic worker is not on PyPI")
def test_settings_of_the_worker() -> None:
    packages = ("azure_functions_runtime", "azure_functions_runtime_v1")
    constants = [importlib.import_module(f"{package}.utils.constants") for package in packages]
    found = {name for each in constants for name in vars(each) if name.startswith("PYTHON_")}
    own = {name for name in found if any(getattr(each, name, "") == name for each in constants)}
    (recorded,) = (
        names
        for versions, names in table("app_settings")["python"].items()
        if f"{PYTHON[0]}.{PYTHON[1]}" in versions.split()
    )
    assert set(recorded) == own


def at(values: dict[str, str]) -> str:
    """The value that holds for the running Python."""
    before = [text for version, text in values.items() if number(version) <= PYTHON]
    return before[-1] if before else ""


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def forms(text: str) -> dict[str, str]:
    """A name's forms of subscript and their outcomes, out of "pattern origin"."""
    pattern, _, origin = text.partition(" ")
    found = table("typing")["patterns"][pattern].items()
    return {form: outcome.replace("$", origin) for form, outcome in found}


@pytest.mark.parametrize("module", table("typing")["names"])
def test_typing_names(module: str) -> None:
    recorded = {
        name: forms(text)
        for name, values in table("typing")["names"][module].items()
        if (text := at(values))
    }
    found = {
        name: {form: short(text) for form, text in outcomes.items() if text != RAISES}
        for name, outcomes in today("probe_typing")["modules"][module].items()
    }
    assert recorded == found


def test_typing_expressions() -> None:
    recorded = {text: at(values) for text, values in table("typing")["expressions"].items()}
    found = {text: short(said) for text, said in today("probe_typing")["expressions"].items()}
    assert recorded == found


def test_every_file_says_where_it_comes_from() -> None:
    for name in (
        "azure_functions",
        "converters",
        "decorators",
        "typing",
        "stdlib",
        "stdlib_classes",
    ):
        facts = table(name)
        assert facts["source"]
        assert facts["encoding"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts["date"])
