from __future__ import annotations

import pytest

from tests.rules.one_requirements import lines

CODE = "FX415"
EXTRA = "--extra-index-url https://packages.example.com/simple\n"


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (EXTRA + "azure-functions\n", [1]),
        (EXTRA + "azure-functions==1.24.0\n", [1]),
        (EXTRA + "x==1 --hash=sha256:00\nazure-functions\n", [1]),
        ("--extra-index-url ${INDEX}\nazure-functions\n", [1]),
        (f"-i https://a.example.com\n{EXTRA}azure-functions\n", [2]),
        ("-i https://a.example.com\n--extra-index-url https://pypi.org/simple\nx\n", [2]),
        (EXTRA + EXTRA.replace("packages", "more") + "azure-functions\n", [1, 2]),
        (EXTRA + "azure-functions==1.24.0 --hash=sha256:00\n", []),
        (EXTRA + "--require-hashes\nazure-functions\n", []),
        (EXTRA + "--no-index\nazure-functions\n", []),
        (EXTRA + "./libs/x\n", []),
        ("--extra-index-url https://pypi.org/simple/\nazure-functions\n", []),
        ("-i https://a.example.com\n--extra-index-url https://a.example.com/\nx\n", []),
        ("--index-url https://packages.example.com/simple\nazure-functions\n", []),
        ("# " + EXTRA + "azure-functions\n", []),
    ],
)
def test_lines(requirements: str, expected: list[int]) -> None:
    assert lines(CODE, requirements) == expected
