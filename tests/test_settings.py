"""Which rules are on, and what is said of settings that make no sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from fxpack.errors import UsageError
from fxpack.model import Finding, Project, Rule, Severity
from fxpack.settings import Flags, Settings, codes_of, merge, settings_of

NO_PLAN = "one of flex, consumption, premium and dedicated is needed"
NO_IMAGE = 'the name of an image is needed, such as "python:3.12-bookworm"'
KNOWN = ("FX101", "FX204", "FX205", "FX301", "FX590")


def rule(code: str, *, default: bool = True, severity: Severity = "error") -> Rule:
    def check(_: Project) -> Iterator[Finding]:
        yield from ()

    module = SimpleNamespace(SEVERITY=severity, __doc__="", check=check)
    return Rule(code=code, name="x", default=default, kind="", load=lambda: module)


RULES = [rule(code, default=code != "FX590") for code in KNOWN]


def enabled(settings: Settings) -> str:
    return " ".join(rule.code for rule in RULES if settings.enables(rule))


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), "FX101 FX204 FX205 FX301"),
        (("FX204",), (), "FX204"),
        (("FX20",), (), "FX204 FX205"),
        (("FX2", "FX3"), (), "FX204 FX205 FX301"),
        (("ALL",), (), "FX101 FX204 FX205 FX301 FX590"),
        (("FX5",), (), "FX590"),
        ((), ("FX2",), "FX101 FX301"),
        ((), ("ALL",), ""),
        (("FX2",), ("FX204",), "FX205"),
        (("FX204",), ("FX2",), "FX204"),
        (("FX204",), ("FX204",), ""),
        (("ALL",), ("FX20", "FX1"), "FX301 FX590"),
        (("ALL", "FX204"), ("FX2",), "FX101 FX204 FX301 FX590"),
    ],
)
def test_the_longer_code_wins(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: str
) -> None:
    assert enabled(Settings(select=select, ignore=ignore)) == expected


def test_table() -> None:
    table = {
        "select": ["FX2", "fx301"],
        "ignore": ["FX205"],
        "per-file-ignores": {"old/*": ["ALL"]},
        "fail-on": "error",
        "mode": "no-build",
        "python": "3.12",
        "plan": "flex",
        "image": "registry.example:5000/python@sha256:0a",
    }
    assert settings_of(table, "p", KNOWN) == Settings(
        select=("FX2", "FX301"),
        ignore=("FX205",),
        per_file_ignores=(("old/*", ("ALL",)),),
        fail_on="error",
        mode="no-build",
        python=(3, 12),
        plan="flex",
        image="registry.example:5000/python@sha256:0a",
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"selct": []}, 'p: unknown setting selct; did you mean "select"?'),
        ({"zzz": []}, "p: unknown setting zzz"),
        (
            {"per_file_ignores": {}},
            'p: unknown setting per_file_ignores; did you mean "per-file-ignores"?',
        ),
        ({"select": "FX2"}, 'p: select: a list of codes is needed, such as ["FX204", "FX5"]'),
        ({"select": [204]}, 'p: select: a list of codes is needed, such as ["FX204", "FX5"]'),
        ({"ignore": ["FX29"]}, 'p: ignore: no rule has the code "FX29"; did you mean "FX590"?'),
        ({"ignore": ["E501"]}, 'p: ignore: no rule has the code "E501"'),
        ({"select": [""]}, 'p: select: no rule has the code ""'),
        (
            {"per-file-ignores": ["x"]},
            'p: per-file-ignores: patterns with codes are needed, such as {"old/*" = ["FX2"]}',
        ),
        (
            {"per-file-ignores": {"x": "FX2"}},
            'p: per-file-ignores: x: a list of codes is needed, such as ["FX204", "FX5"]',
        ),
        (
            {"per-file-ignores": {"x": ["FX2044"]}},
            'p: per-file-ignores: x: no rule has the code "FX2044"; did you mean "FX204"?',
        ),
        ({"fail-on": "warn"}, "p: fail-on: one of error, warning and never is needed"),
        ({"fail-on": True}, "p: fail-on: one of error, warning and never is needed"),
        ({"plan": "Flex"}, f"p: plan: {NO_PLAN}"),
        ({"plan": ["flex"]}, f"p: plan: {NO_PLAN}"),
        ({"plan": ""}, f"p: plan: {NO_PLAN}"),
        ({"mode": "docker"}, "p: mode: one of remote, local and no-build is needed"),
        ({"mode": ["local"]}, "p: mode: one of remote, local and no-build is needed"),
        *(
            ({"image": image}, f"p: image: {NO_IMAGE}")
            for image in ("", "two words", "-v", "a\n", "é", ["python"], None)
        ),
    ],
)
def test_what_makes_no_sense(table: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$") as caught:
        settings_of(table, "p", KNOWN)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("python", ["2.7", "3", "3.12.1", ""])
def test_python_that_azure_does_not_have(python: str) -> None:
    with pytest.raises(UsageError, match=r"^p: python: Azure Functions has no Python "):
        settings_of({"python": python}, "p", KNOWN)


@pytest.mark.parametrize("python", [3.12, ["3.12"], True])
def test_python_that_is_no_text(python: object) -> None:
    with pytest.raises(UsageError) as caught:
        settings_of({"python": python}, "p", KNOWN)
    assert str(caught.value) == 'p: python: a text is needed, such as "3.12"'


def test_codes_are_folded() -> None:
    assert codes_of(["fx204", " FX3 ", "all"], "--select", KNOWN) == ("FX204", "FX3", "ALL")


FILE = Settings(select=("FX2",), ignore=("FX205",), fail_on="error", python=(3, 11))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (Flags(), FILE),
        (Flags(select=("FX3",)), Settings(select=("FX3",), fail_on="error", python=(3, 11))),
        (
            Flags(ignore=("FX204",)),
            Settings(select=("FX2",), ignore=("FX205", "FX204"), fail_on="error", python=(3, 11)),
        ),
        (
            Flags(fail_on="never", python=(3, 13)),
            Settings(select=("FX2",), ignore=("FX205",), fail_on="never", python=(3, 13)),
        ),
    ],
)
def test_flags_win(flags: Flags, expected: Settings) -> None:
    assert merge(FILE, flags) == expected
