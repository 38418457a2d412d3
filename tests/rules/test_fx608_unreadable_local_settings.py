from __future__ import annotations

import pytest

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import overlay
from tests.rules.one_local_settings import PATH, said, settings

CODE = "FX608"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"IsEncrypted": false "Values": {}}',
            "1:23 func passes over the whole file: a comma is missing before '\"'",
        ),
        ("", "1:1 func passes over the whole file: the file is empty"),
        (
            '{"IsEncrypted": false, "Values": {"A": 3f9a-x}}',
            "1:40 func passes over the whole file: a value is not a number",
        ),
        (
            settings({"A": ["b"]}),
            '2:8 func passes over all Values, because that of "A" is no text',
        ),
        ('{"IsEncrypted": false, "Values": 1}', '1:34 "Values" is no object in braces'),
        (
            '{"IsEncrypted": true, "Values": {"A": "b"}}',
            '1:17 IsEncrypted is true, and the value of "A" is not encrypted',
        ),
        (
            '{"Values": {"A": "b"}}',
            (
                '1:1 IsEncrypted is absent, which func takes for true, and the value of "A" is not '
                "encrypted"
            ),
        ),
    ],
)
def test_said(text: str, expected: str) -> None:
    assert said(CODE, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        settings({"A": "b", "B": 1, "C": True, "D": None}),
        '{"IsEncrypted": false, /* mine */ "Values": {"A": "b",},}',
        '{"IsEncrypted": true, "Values": {"A": "c2VjcmV0"}}',
        "{}",
    ],
)
def test_not_said(text: str) -> None:
    assert said(CODE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"IsEncrypted": false, "Values": {"A": 3f9a-hidden}}',
        '{"IsEncrypted": true, "Values": {"A": "hidden!"}}',
        '{"IsEncrypted": false, "Values": {"A": "hidden", "B": []}}',
        '{"IsEncrypted": false, "Values": {"A": "hidden", "FUNCTIONS_WORKER_RUNTIME": "node"}}',
        '{"IsEncrypted": false, "Values": {"A": "hidden"}}',
    ],
)
def test_no_value_is_shown(text: str) -> None:
    project = read_project(overlay({PATH: text}), target=Target(python=(3, 12)))
    linted = lint_project(project, Settings())
    assert linted.diagnostics
    assert "hidden" not in repr(linted)
