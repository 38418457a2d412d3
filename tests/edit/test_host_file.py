"""Fixes of host.json: what the host needs and there is only one of."""

from __future__ import annotations

import pytest

from tests.edit.fixing import fixed
from tests.edit.laws import BOTH, SAFE

BUNDLE = '"extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": '


def after(host: str, *, unsafe: bool = False) -> str:
    files = fixed({"host.json": host}, safeties=BOTH if unsafe else SAFE)
    assert files.keys() <= {"host.json"}
    return files.get("host.json", host)


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ('{"version": "4.0"}', '{"version": "2.0"}'),
        ('{\n  "version": "" // é\n}', '{\n  "version": "2.0" // é\n}'),
        ('{"Version": "2.0"}', '{"version": "2.0"}'),
        ("{'VERSION': '1'}", '{"version": "2.0"}'),
        (
            '{\r\n    "functionTimeout": "00:05:00"\r\n}',
            '{\r\n    "functionTimeout": "00:05:00",\r\n    "version": "2.0"\r\n}',
        ),
    ],
)
def test_version(before: str, left: str) -> None:
    assert after(before) == left


@pytest.mark.parametrize(
    "host",
    [
        # as Functions 1.x has it
        '{"http": {"routePrefix": "api"}, "queues": {"batchSize": 1}}',
        '{"Version": 2.0}',
        "{}",
    ],
)
def test_no_version(host: str) -> None:
    assert after(host, unsafe=True) == host


def test_bundle_out_of_support_for_someone_to_look_at() -> None:
    host = f'{{"version": "2.0", {BUNDLE}"[2.*, 3.0.0)"}}}}'
    assert after(host) == host
    assert after(host, unsafe=True) == f'{{"version": "2.0", {BUNDLE}"[4.*, 5.0.0)"}}}}'
    host = host.replace("[2.*, 3.0.0)", "four")
    assert after(host, unsafe=True) == f'{{"version": "2.0", {BUNDLE}"[4.*, 5.0.0)"}}}}'


def test_an_id_that_is_none_is_left() -> None:
    host = f'{{"version": "2.0", {BUNDLE}"[4.*, 5.0.0)"}}}}'.replace("Microsoft.Azure", "Azure")
    assert after(host, unsafe=True) == host


def test_missing_for_someone_to_look_at() -> None:
    app = {"host.json (absent)": ""}
    assert fixed(app, safeties=SAFE) == {}
    made = f'{{\n  "version": "2.0",\n  {BUNDLE}"[4.*, 5.0.0)"}}\n}}\n'
    assert fixed(app) == {"host.json": made}
