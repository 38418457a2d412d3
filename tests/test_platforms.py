"""The facts about the Pythons of Azure Functions."""

from __future__ import annotations

import re

import pytest

from fxpack.errors import UsageError
from fxpack.facts import table
from fxpack.platforms import newest, platforms, python_of


def test_in_order_and_complete() -> None:
    assert list(platforms()) == [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)]
    assert list(platforms()) == sorted(platforms())
    for python, platform in platforms().items():
        assert platform.python == python
        assert platform.status in {"available", "preview", "retired"}
        assert re.fullmatch(r"20\d\d-\d\d", platform.until)
        assert (2, 31) <= platform.glibc <= (2, 39)
        assert f"{python[0]}.{python[1]}" in platform.image


def test_facts_have_a_source_and_a_date() -> None:
    assert table("platforms")["source"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", table("platforms")["date"])


def test_newest_is_generally_available() -> None:
    assert newest() == (3, 14)
    assert platforms()[newest()].status == "available"


@pytest.mark.parametrize(("written", "python"), [("3.10", (3, 10)), ("3.14", (3, 14))])
def test_python_of(written: str, python: tuple[int, int]) -> None:
    assert python_of(written, "--python") == python


@pytest.mark.parametrize("written", ["2.7", "3.9", "3.15", "abc", "", "3", "3.12.1", " 3.12", 3.12])
def test_unknown_python(written: object) -> None:
    with pytest.raises(UsageError) as caught:
        python_of(written, "--python")
    assert str(caught.value) == (
        f'--python: Azure Functions has no Python "{written}": '
        "one of 3.10, 3.11, 3.12, 3.13 and 3.14 is needed"
    )
