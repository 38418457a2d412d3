from __future__ import annotations

import pytest

from fxpack.judge import lint_project
from fxpack.model import Target
from fxpack.read.project import read_project
from fxpack.settings import Settings
from tests.apps import overlay
from tests.rules.one_requirements import said

CODE = "FX412"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("-i https://me:wordpass@example.com/simple", "--index-url"),
        ("--extra-index-url https://me:wordpass@example.com/simple", "--extra-index-url"),
        ("-f https://me:wordpass@example.com/wheels", "--find-links"),
        ("x @ https://me:wordpass@example.com/x-1-py3-none-any.whl", "the URL of x"),
        ("git+https://me:wordpass@example.com/x.git", "the URL of a package"),
        ("-e git+https://ghp_abcdefgh12345678@github.com/me/x.git#egg=x", "the URL of x"),
        ("git+https://ghp_abcdefgh12345678:x-oauth-basic@github.com/me/x", "the URL of a package"),
        (
            "https://a.blob.core.windows.net/x.zip?sv=1&sig=abcdefgh12345678abcd",
            "the URL of a pack",
        ),
        ("-i https://${USER}:wordpass@example.com/simple", "--index-url"),
    ],
)
def test_said(line: str, what: str) -> None:
    (found,) = said(CODE, f"azure-functions\n{line}\n")
    assert found.startswith(f"2 there are credentials in {what}")
    assert "wordpass" not in found


@pytest.mark.parametrize(
    "line",
    [
        "-i https://example.com/simple",
        "-i https://me@example.com/simple",
        "-i https://me:${PASSWORD}@example.com/simple",
        "-i https://${TOKEN}@example.com/simple",
        "-i https://me:<password>@example.com/simple",
        "-i https://me:$PASSWORD@example.com/simple",
        "-i https://me:xxxx@example.com/simple",
        "git+https://myorg@dev.azure.com/myorg/x/_git/x",
        "git+ssh://git@github.com/me/x.git@main",
        "x @ https://example.com/x-1-py3-none-any.whl#sha256=abcdefgh12345678abcd",
        "# -i https://me:wordpass@example.com/simple",
    ],
)
def test_not_said(line: str) -> None:
    assert said(CODE, f"azure-functions\n{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "git+https://me:wordpass@example.com/x.git",
        "-i https://me:wordpass@example.com/simple --no-such",
        "--extra-index-url https://me:wordpass@example.com/simple",
        "uuid @ https://me:wordpass@example.com/simple; bad",
    ],
)
def test_the_secret_is_in_nothing_that_is_shown(line: str) -> None:
    app = overlay({"requirements.txt": f"azure-functions\n{line}\n"})
    linted = lint_project(read_project(app, target=Target(python=(3, 12))), Settings())
    assert linted.lines
    assert "wordpass" not in repr(linted)
