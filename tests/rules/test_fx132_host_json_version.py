from __future__ import annotations

import pytest

from tests.apps import codes, lint_files, overlay

FIRST = {
    "f/__init__.py (absent)": "",
    "f/run.py": "import os\nprint(os.environ['req'])\n",
    "f/function.json": '{"bindings": [{"name": "req", "type": "queueTrigger", "queueName": "q"}]}',
}


@pytest.mark.parametrize(
    "text", ["{}", '{"version": "2.0"}', '{"version": 2.0}', '{"version": 2}', "oops"]
)
def test_clean(text: str) -> None:
    assert lint_files(overlay({"host.json": text}), select=("FX132",)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"logging": {}}', '1:1 host.json has no version; it must be "2.0"'),
        ('{"version": null}', '1:2 host.json has no version; it must be "2.0"'),
        ('{"version": ""}', '1:2 host.json has no version; it must be "2.0"'),
        ('{"version": "2"}', '1:13 the version of host.json must be "2.0", not "2"'),
        ('{"version": "2.0 "}', '1:13 the version of host.json must be "2.0", not "2.0 "'),
        ('{"version": "3.0"}', '1:13 the version of host.json must be "2.0", not "3.0"'),
        (
            '{"Version": "2.0"}',
            '1:2 the member "Version" is not read: its name must be "version", in lower case',
        ),
    ],
)
def test_messages(text: str, expected: str) -> None:
    (found,) = lint_files(overlay({"host.json": text}), select=("FX13",))
    assert f"{found.location.line}:{found.location.column} {found.message}" == expected


def test_silent_about_an_app_of_functions_1() -> None:
    old = '{"id": "7", "queues": {}, "function": 1, "functionTimeout": "soon"}'
    assert codes(overlay(FIRST, {"host.json": old})) == ["FX136"]
