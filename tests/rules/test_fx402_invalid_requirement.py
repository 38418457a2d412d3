from __future__ import annotations

import pytest

from tests.rules.one_requirements import lines, said

CODE = "FX402"


@pytest.mark.parametrize(
    "line",
    [
        "requests=2.32",
        "requests 2.32",
        "requests=>2.32",
        "import requests",
        "pip install requests",
        "--no-such-option",
        "requests --hash=md5:00",
        "requests; python_versoin < '3'",
        "-r",
        "{% if x %}",
        "<<<<<<< HEAD",
    ],
)
def test_said_with_its_line(line: str) -> None:
    assert lines(CODE, f"azure-functions\n\n# a comment\n{line}\n") == [4]


@pytest.mark.parametrize(
    "line",
    [
        "requests==2.32.*",
        "requests [security] >= 2, < 3 ; python_version >= '3.8'",
        "requests @ https://example.com/requests-2.32-py3-none-any.whl",
        "git+https://example.com/x.git@main#egg=x",
        "./libs/x",
        "-e .",
        "--pre",
        "requests \\\n  >=2",
        "requests==1.0.post1 --hash=sha256:00",
    ],
)
def test_what_pip_takes(line: str) -> None:
    assert lines(CODE, f"azure-functions\n{line}\n") == []


def test_in_an_included_file() -> None:
    assert said(CODE, "-r more.txt", {"more.txt": "x\ny=1\n"}) == [
        'more.txt:2 pip stops at this line: "=" compares nothing: "==" is needed'
    ]


def test_no_credentials_in_what_is_said() -> None:
    (found,) = said(CODE, "azure-functions\n-e https://me:wordpass@example.com/x.git\n")
    assert "wordpass" not in found
