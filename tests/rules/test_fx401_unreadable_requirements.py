from __future__ import annotations

import pytest

from fxpack.model import Target
from fxpack.read.project import read_project
from tests.apps import codes, lint_files, overlay
from tests.rules.one_requirements import said

CODE = "FX401"


@pytest.mark.parametrize(
    ("requirements", "files", "expected"),
    [
        ("-r more.txt", {}, ["1 pip cannot read this: more.txt does not exist"]),
        ("azure-functions\n-c sub/c.txt", {}, ["2 pip cannot read this: sub/c.txt does not exist"]),
        ("-r more.txt", {"more.txt": "requests"}, []),
        (
            "-r sub/a.txt",
            {"sub/a.txt": "-r b.txt"},
            ["sub/a.txt:1 pip cannot read this: sub/b.txt does not exist"],
        ),
        ("-r a.txt", {"a.txt": "-r requirements.txt"}, ["includes itself"]),
        ("-r ../base.txt", {}, []),
        ("-r /etc/base.txt", {}, []),
        ("-r https://example.com/base.txt", {}, []),
        ("-r .venv/base.txt", {}, []),
        ("azure-functions  # ä", {}, []),
    ],
)
def test_files(requirements: str, files: dict[str, str], expected: list[str]) -> None:
    found = said(CODE, requirements, files)
    assert len(found) == len(expected)
    assert all(part in whole for part, whole in zip(expected, found, strict=True))


def test_not_of_an_app_without_requirements() -> None:
    assert said(CODE, "", {"requirements.txt (absent)": ""}) == []


def test_no_permission() -> None:
    assert said(CODE, "", {"requirements.txt (unreadable)": "x"}) == [
        "1 pip cannot read this: Permission denied"
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("azure-functions\n".encode("utf-16"), []),
        (b"\xef\xbb\xbfazure-functions\n", []),
        ("azure-functions\n".encode("utf-16-le"), ["FX401"]),
        (b"azure-functions\n# \xe4\n", ["FX401"]),
        (b"# coding: latin-1\nazure-functions\n# \xe4\n", []),
    ],
)
def test_encodings(data: bytes, expected: list[str]) -> None:
    app = overlay()
    app["requirements.txt"] = data
    assert codes(app) == expected


def test_a_folder_that_is_not_looked_into_may_hold_the_file() -> None:
    class Tree(dict[str, bytes]):
        folders = frozenset({"f", "other"})

    app = Tree(overlay({"requirements.txt": "azure-functions\n-r other/base.txt\n"}))
    problems = read_project(app, target=Target(python=(3, 12))).problems
    assert not [problem for problem in problems if "requirement" in problem.kind]


def test_place() -> None:
    (found,) = lint_files(overlay({"requirements.txt": "azure-functions\n  -r x.txt  # why\n"}))
    assert found.location[1:] == (2, 3, 2, 11)
