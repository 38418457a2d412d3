from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxpack.model import JsonPointer
from fxpack.read.app_settings.local import PATH, LocalSettings, local_settings
from tests.apps import AppFiles


def read(text: str) -> LocalSettings:
    found = local_settings({PATH: text.encode()})
    assert found is not None
    return found


def plain(values: Mapping[str, Any], **more: Any) -> LocalSettings:
    return read(json.dumps({"IsEncrypted": False, "Values": values, **more}))


def test_no_file_is_nothing() -> None:
    assert local_settings({"f/local.settings.json": b"{}"}) is None


def test_values_are_the_text_that_json_net_makes_of_them() -> None:
    found = plain({"A": "x", "B": 3, "C": True, "D": None, "E": ""})
    assert found.values == {"A": "x", "B": "3", "C": "True", "D": None, "E": ""}
    assert found.is_known
    assert not found.problems


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff{"IsEncrypted": false, "Values": {"A": "x"}}',
        '{"IsEncrypted": false, // mine\n "Values": {"A": "x",},}',
        '{"IsEncrypted": "false", "Values": {"A": "x"}}',
        '{"IsEncrypted": 0, "Values": {"A": "x"}}',
    ],
)
def test_read_as_json_net_reads(text: str) -> None:
    found = read(text)
    assert found.values == {"A": "x"}
    assert found.is_known


@pytest.mark.parametrize(
    ("text", "why", "at"),
    [
        ('{"Values": {"A": "x" "B": "y"}}', "syntax", None),
        ("[]", "syntax", None),
        ("", "syntax", None),
        ('{"IsEncrypted": false, "Values": []}', "no object", JsonPointer(PATH, ("Values",))),
        (
            '{"IsEncrypted": false, "Values": {"A": {"B": "c"}}}',
            "nested",
            JsonPointer(PATH, ("Values", "A")),
        ),
        (
            '{"IsEncrypted": true, "Values": {"A": "python"}}',
            "not encrypted",
            JsonPointer(PATH, ("IsEncrypted",)),
        ),
        ('{"Values": {"A": "python"}}', "not encrypted", JsonPointer(PATH, ("IsEncrypted",))),
    ],
)
def test_what_func_cannot_read(text: str, why: str, at: JsonPointer | None) -> None:
    found = read(text)
    (problem,) = found.problems
    assert problem.detail["why"] == why
    assert not found.is_known
    assert at in {None, problem.at}


def test_a_fault_of_the_syntax_does_not_show_a_value() -> None:
    (problem,) = read('{"Values": {"Key": 3f9a-secret}}').problems
    assert "secret" not in str(problem.detail)


@pytest.mark.parametrize(
    "text",
    [
        '{"IsEncrypted": true, "Values": {"A": "c2VjcmV0"}}',
        '{"Values": {"A": "c2VjcmV0", "B": "", "C": null}}',
        '{"IsEncrypted": "maybe", "Values": {"A": "x"}}',
    ],
)
def test_encrypted_values_are_not_known_and_no_fault(text: str) -> None:
    found = read(text)
    assert not found.is_known
    assert not found.problems


def test_a_file_that_does_not_open_is_not_known() -> None:
    files = AppFiles({PATH: b""})
    files.unreadable = frozenset({PATH})
    assert local_settings(files) == LocalSettings()


@pytest.mark.parametrize("name", ["Queue", "queue", "QUEUE"])
@pytest.mark.parametrize(
    "known",
    ["Queue", "QUEUE", "AzureWebJobsQueue", "Queue__accountName", "Queue:serviceUri"],
)
def test_a_connection_is_found_as_the_host_finds_it(name: str, known: str) -> None:
    assert plain({known: ""}).has_connection(name)


def test_a_connection_string_is_a_connection() -> None:
    found = plain({}, ConnectionStrings={"Sql": "x", "Other": {"ConnectionString": "y"}})
    assert found.has_connection("Sql")
    assert found.has_connection("other")


@pytest.mark.parametrize("known", ["Queues", "Queue_accountName", "MyQueue"])
def test_another_name_is_no_such_connection(known: str) -> None:
    assert not plain({known: "x"}).has_connection("Queue")


def test_a_setting_is_found_in_any_letter_case() -> None:
    found = plain({"My_Setting": "x"})
    assert found.has("MY_SETTING")
    assert not found.has("MY_SETTINGS")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([True, False, None, "false", 1]), JSON, JSON)
def test_what_is_known_is_all_text(encrypted: Any, values: Any, strings: Any) -> None:
    found = read(
        json.dumps({"IsEncrypted": encrypted, "Values": values, "ConnectionStrings": strings})
    )
    if found.is_known:
        assert all(not isinstance(each, dict | list) for each in (values or {}).values())
        assert all(map(found.has, values or {}))
        assert all(map(found.has_connection, {**(values or {}), **(strings or {})}))
    assert not (found.is_known and found.problems)
