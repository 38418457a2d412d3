from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay


def said(members: str) -> list[str]:
    text = '{"version": "2.0", ' + members + "}"
    found = lint_files(overlay({"host.json": text}), select=("FX133",))
    return [f"{d.location.column} {d.message}" for d in found]


@pytest.mark.parametrize(
    "members",
    [
        '"functionTimeout": "00:10:00"',
        '"functionTimeout": "-1"',
        '"FunctionTimeOut": "1.00:00:00"',
        '"functionTimeout": null',
        '"functionTimeout": "%TIMEOUT%"',
        '"logging": {"logLevel": {"default": "information", "Host.Results": "None"}}',
        '"logging": {"fileLoggingMode": "DebugOnly", "mine": 1}',
        '"extensions": {"queues": {"batchSize": 1}}',
        '"http": {"routePrefix": ""}, "queues": {}, "serviceBus": {}, "eventHub": {}',
        '"_logging": {}, "//": "a remark", "mine": {}, "$schema": "x"',
        '"extensionBundle": {"id": "x"}',
        '"extensionBundle": {}',
        '"watchDirectories": ["shared"]',
        '"retry": {"strategy": "fixedDelay"}',
    ],
)
def test_clean(members: str) -> None:
    assert said(members) == []


LEVELS = '"Trace" or "Debug" or "Information" or "Warning" or "Error" or "Critical" or "None"'


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (
            '"functionTimeout": "5m"',
            '39 functionTimeout must be a time such as 00:05:00, or -1, not "5m"',
        ),
        ('"Logging": []', "31 Logging must be an object, not []"),
        (
            '"logging": {"LogLevel": {"default": "Info"}}',
            f'56 default must be {LEVELS}, not "Info"',
        ),
        ('"extensions": "all"', '34 extensions must be an object, not "all"'),
        ('"watchDirectories": "a"', '40 watchDirectories must be a list of texts, not "a"'),
        (
            '"extensionBundle": "x"',
            '39 extensionBundle must be an object with id and version, not "x"',
        ),
        (
            '"extensionBundle": {"id": [], "version": "[4.*, 5.0.0)"}',
            "46 id must be text, not []",
        ),
        (
            '"extensionBundles": {}',
            '20 the member "extensionBundles" is not read; did you mean "extensionBundle"?',
        ),
        (
            '"functionTimout": "00:05:00"',
            '20 the member "functionTimout" is not read; did you mean "functionTimeout"?',
        ),
    ],
)
def test_messages(members: str, expected: str) -> None:
    assert said(members) == [expected]


def test_the_name_that_is_there_is_not_meant() -> None:
    assert said('"logging": {}, "loggings": {}') == []


def test_two_at_once() -> None:
    assert [line.split()[0] for line in said('"extensions": 1, "loging": {}')] == ["34", "37"]


def test_one_member_in_two_spellings() -> None:
    (line,) = said('"logging": 1, "Logging": {"logLevel": 5}')
    assert "logLevel must be an object, not 5" in line
