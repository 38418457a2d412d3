from __future__ import annotations

import pytest

from tests.rules.one_requirements import lines

CODE = "FX405"


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        ("azure-functions\nazure-functions-worker\n", [2]),
        ("Azure_Functions.Worker==1.1.9\nazure-functions\n", [1]),
        ("# azure-functions-worker\nazure-functions\n", []),
        ("# DO NOT include azure-functions-worker in this file\nazure-functions\n", []),
        ("azure-functions  # not azure-functions-worker\n", []),
        ("azure-functions\nazure-functions-worker; sys_platform == 'win32'\n", []),
        ("azure-functions\nazure-functions-worker @ https://example.invalid/w.whl\n", [2]),
        ("azure-functions\n-c c.txt\n", []),
    ],
)
def test_lines(requirements: str, expected: list[int]) -> None:
    assert lines(CODE, requirements, {"c.txt": "azure-functions-worker==1.1.9\n"}) == expected
