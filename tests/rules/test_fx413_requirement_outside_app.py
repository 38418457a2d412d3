from __future__ import annotations

import pytest

from tests.rules.one_requirements import said

CODE = "FX413"
OUTSIDE = [
    ("../shared", "../shared"),
    ("-e ../shared", "../shared"),
    ("./libs/../../shared", "./libs/../../shared"),
    ("/home/me/x-1-py3-none-any.whl", "/home/me/x-1-py3-none-any.whl"),
    ("C:\\Users\\me\\x-1-py3-none-any.whl", "C:\\Users\\me\\x-1-py3-none-any.whl"),
    ("numpy @ file:///home/conda/numpy/work", "/home/conda/numpy/work"),
    ("-r ../base.txt", "../base.txt"),
    ("-c ../constraints.txt", "../constraints.txt"),
    ("--find-links ../wheels", "../wheels"),
    ("--find-links file:///srv/wheels", "/srv/wheels"),
]
INSIDE = [
    "./libs/shared",
    "libs/../shared",
    "-e .",
    "-r base.txt",
    "--find-links wheels",
    "--find-links https://example.com/wheels",
    "x @ https://example.com/x-1-py3-none-any.whl",
    "git+https://example.com/x.git",
    "-r https://example.com/base.txt",
]


@pytest.mark.parametrize(("line", "path"), OUTSIDE)
def test_outside(line: str, path: str) -> None:
    assert said(CODE, f"azure-functions\n{line}\n") == [
        f"2 {path} is outside the app, and a remote build sees only the app"
    ]


@pytest.mark.parametrize(("line", "_path"), OUTSIDE)
def test_nothing_is_said_of_what_is_built_here(line: str, _path: str) -> None:
    assert said(CODE, f"azure-functions\n{line}\n", local=True) == []


@pytest.mark.parametrize("line", INSIDE)
def test_inside(line: str) -> None:
    assert said(CODE, f"azure-functions\n{line}\n", {"base.txt": ""}) == []


def test_by_an_included_file() -> None:
    (found,) = said(
        CODE, "azure-functions\n-r sub/a.txt", {"sub/a.txt": "-r b.txt\n-r ../../c.txt"}
    )
    assert found == "sub/a.txt:2 ../c.txt is outside the app, and a remote build sees only the app"
