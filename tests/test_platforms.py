"""The facts about the Pythons of Azure Functions."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from packaging.markers import Marker, default_environment

from fxpack.errors import UsageError
from fxpack.facts import table
from fxpack.platforms import newest, newest_on, plan_name, platform_of, platforms, python_of
from fxpack.settings import Plan


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


def test_every_plan_has_a_name_and_one_has_not_every_python() -> None:
    assert {plan: newest_on(plan) for plan in get_args(Plan)} == {
        "flex": None,
        "consumption": (3, 12),
        "premium": None,
        "dedicated": None,
    }
    assert all(map(plan_name, get_args(Plan)))


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


def test_tags_of_the_wheels_that_a_platform_loads() -> None:
    tags = [str(tag) for tag in platform_of((3, 12)).tags()]

    assert tags[0] == "cp312-cp312-manylinux_2_36_x86_64"
    assert tags[-1] == "py30-none-any"
    assert {
        "cp312-cp312-linux_x86_64",
        "cp312-abi3-manylinux_2_17_x86_64",
        "cp37-abi3-manylinux2014_x86_64",
        "py3-none-manylinux1_x86_64",
        "cp312-none-any",
    } <= set(tags)
    assert not [tag for tag in tags if "2_37" in tag or "cp313" in tag or "musl" in tag]


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ("sys_platform == 'win32'", False),
        ("platform_machine == 'x86_64' and os_name == 'posix'", True),
        ("python_version < '3.13' and python_full_version >= '3.12'", True),
        ("platform_system != 'Linux' or implementation_name == 'pypy'", False),
    ],
)
def test_markers_are_judged_for_the_platform(marker: str, holds: bool) -> None:
    assert Marker(marker).evaluate(platform_of((3, 12)).environment()) is holds


def test_names_every_marker_variable() -> None:
    assert platform_of((3, 14)).environment().keys() == default_environment().keys()
