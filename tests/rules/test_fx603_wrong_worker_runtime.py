from __future__ import annotations

import pytest

from tests.rules.one_local_settings import said, settings

CODE = "FX603"


def test_absent() -> None:
    assert said(CODE, settings({"A": "b"})) == [
        "1:24 there is no FUNCTIONS_WORKER_RUNTIME in the Values of local.settings.json"
    ]


@pytest.mark.parametrize("value", ["node", "dotnet-isolated", "python3", "", None])
def test_another_language(value: str | None) -> None:
    assert said(CODE, {"FUNCTIONS_WORKER_RUNTIME": value}) == [
        f'2:31 FUNCTIONS_WORKER_RUNTIME is "{value or ""}", and the app is in Python'
    ]


@pytest.mark.parametrize("name", ["FUNCTIONS_WORKER_RUNTIME", "functions_worker_runtime"])
@pytest.mark.parametrize("value", ["python", "Python", "py"])
def test_right(name: str, value: str) -> None:
    assert said(CODE, settings({name: value})) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"Values": {"A": "c2VjcmV0"}}',
        '{"IsEncrypted": true, "Values": {"A": "c2VjcmV0"}}',
        "{",
    ],
)
def test_nothing_is_said_of_what_is_encrypted_or_cannot_be_read(text: str) -> None:
    assert said(CODE, text) == []


def test_another_handler_is_no_python_app() -> None:
    host = {"host.json": '{"version": "2.0", "customHandler": {}}'}
    assert said(CODE, {"FUNCTIONS_WORKER_RUNTIME": "custom"}, files=host) == []


def test_a_function_in_another_language_is_no_python_app() -> None:
    files = {
        "g/function.json": '{"scriptFile": "index.js", "bindings": []}',
        "g/index.js": "",
    }
    assert said(CODE, {"FUNCTIONS_WORKER_RUNTIME": "node"}, files=files) == []
