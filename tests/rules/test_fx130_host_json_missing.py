from __future__ import annotations

import pytest

from tests.apps import lint_files, overlay
from tests.rules import one_app


def test_missing() -> None:
    (found,) = lint_files(overlay({"host.json (absent)": ""}))
    assert (found.code, found.location.path, found.location.line) == ("FX130", "host.json", 1)
    assert found.message == "the app has no host.json"


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"host.json": "{}"},
        {"host.json": "oops"},
        {"host.json (unreadable)": ""},
        {"host.json (absent)": "", "f/function.json (absent)": ""},
    ],
    ids=str,
)
def test_there_or_not_needed(change: dict[str, str]) -> None:
    assert lint_files(overlay(change), select=("FX130",)) == []


def test_in_another_folder_or_letter_case() -> None:
    for path in ("f/host.json", "Host.json"):
        files = overlay({"host.json (absent)": "", path: '{"version": "2.0"}'})
        assert len(lint_files(files, select=("FX130",))) == 1


def test_app_of_decorators() -> None:
    absent = {"host.json (absent)": ""}
    assert len(one_app.said("FX130", one_app.APP + one_app.HELLO, files=absent)) == 1
