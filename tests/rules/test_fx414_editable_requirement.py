from __future__ import annotations

import pytest

from tests.rules.one_requirements import lines, said

CODE = "FX414"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("-e ./shared", [2]),
        ("--editable shared", [2]),
        ("-e git+https://example.com/x.git#egg=x", [2]),
        ("-e .", []),
        ("-e ./", []),
        ("-e .[extra]", []),
        ("./shared", []),
        ("-e ../shared", []),
    ],
)
def test_lines(line: str, expected: list[int]) -> None:
    assert lines(CODE, f"azure-functions\n{line}\n") == expected


def test_nothing_is_said_of_what_is_built_here() -> None:
    assert said(CODE, "azure-functions\n-e ./shared\n", local=True) == []
