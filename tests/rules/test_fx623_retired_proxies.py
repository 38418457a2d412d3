from __future__ import annotations

import pytest

from tests.apps import codes, overlay

PROXIES = '{"proxies": {"a": {"matchCondition": {"route": "/a"}}}}'
SETTINGS = (
    '{"IsEncrypted": false, "Values": {"FUNCTIONS_WORKER_RUNTIME": "python", '
    '"AzureWebJobsFeatureFlags": "EnableProxies"}}'
)


def test_said() -> None:
    assert codes(overlay({"proxies.json": PROXIES})) == ["FX623"]


@pytest.mark.parametrize(
    "files",
    [
        {"proxies.json": '{"$schema": "http://json.schemastore.org/proxies", "proxies": {}}'},
        {"proxies.json": "{}"},
        {"proxies.json": "{"},
        {"proxies.json (unreadable)": PROXIES},
        {"shared/proxies.json": PROXIES},
        {"proxies.json": PROXIES, "local.settings.json": SETTINGS},
    ],
)
def test_not_said(files: dict[str, str]) -> None:
    assert codes(overlay(files)) == []
