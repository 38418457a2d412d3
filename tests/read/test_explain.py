"""Why a path goes in or stays out, always as the whole list has it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from fxpack.read.explain import Explanation, explain
from fxpack.read.publish import publish
from fxpack.read.published import Choice, Dialect
from fxpack.read.zipnames import above
from tests.read.test_publish import POSIX, TREES, WISHES, grown, make


def explained(root: Path, path: str, choice: Choice | None = None) -> Explanation:
    choice = choice or Choice()
    return explain(str(root), choice, publish(str(root), choice), path)


def lines(told: Explanation) -> list[tuple[str, str]]:
    return [(each.path, each.decision.pattern) for each in told.overridden]


def test_a_line_that_a_later_one_overrides(tmp_path: Path) -> None:
    make(tmp_path, ["a.md", "b.md"], "*.md\n!b.md\n!*.md\n")
    told = explained(tmp_path, "b.md")
    assert told.included
    assert told.decision is not None
    assert told.decision.pattern == "!*.md"
    assert lines(told) == [("b.md", "!b.md"), ("b.md", "*.md")]


def test_what_is_below_a_folder_that_is_out(tmp_path: Path) -> None:
    make(tmp_path, ["data/keep/x.pyc"], "!data/keep\ndata\n!x.pyc\n")
    told = explained(tmp_path, "data/keep/x.pyc")
    assert (told.included, told.at) == (False, "data/")
    assert lines(told) == [
        ("data/keep/", "!data/keep"),
        ("data/keep/x.pyc", "!x.pyc"),
        ("data/keep/x.pyc", "bytecode"),
    ]


def test_what_a_line_does_not_bring_back(tmp_path: Path) -> None:
    make(tmp_path, [".env", ".venv/pyvenv.cfg"], "!.env\n!.*/\n")
    told = explained(tmp_path, ".env")
    assert told.decision is not None
    assert (told.decision.pattern, lines(told)) == ("secrets", [(".env", "!.env")])
    told = explained(tmp_path, ".venv")
    assert told.included
    assert told.decision is None
    assert (".venv/", "virtual environment") in lines(told)


def test_what_goes_in_out_of_a_folder_that_is_out(tmp_path: Path) -> None:
    make(tmp_path, ["data/a", "data/b"], "data\n")
    choice = Choice(include=frozenset({"data/a"}))
    assert explained(tmp_path, "data/a", choice).included
    told = explained(tmp_path, "data/b", choice)
    assert told.decision is not None
    assert (told.included, told.decision.pattern) == (False, "data")
    assert explained(tmp_path, "data", choice).included


def test_in_the_meaning_of_func(tmp_path: Path) -> None:
    make(tmp_path, ["data/a", "data/b", "b"], "data\n!data/b\nb\n")
    choice = Choice(dialect="func")
    told = explained(tmp_path, "data/b", choice)
    assert told.included
    assert lines(told) == [("data/b", "data")]
    assert not explained(tmp_path, "data/a", choice).included


@POSIX
def test_links(tmp_path: Path) -> None:
    make(tmp_path, [".env", "lib/x"])
    for path, target in (("out", "/etc"), ("cfg", ".env"), ("more", "lib")):
        os.symlink(target, tmp_path / path)
    assert "leads out" in explained(tmp_path, "out").problem
    assert "leads out" in explained(tmp_path, "out/passwd").problem
    told = explained(tmp_path, "cfg")
    assert told.decision is not None
    assert told.decision.pattern == "secrets"
    assert explained(tmp_path, "more/x").included


@pytest.mark.parametrize("dialect", ["git", "func"])
@settings(max_examples=75, deadline=None)
@given(paths=TREES, wishes=WISHES)
def test_agrees_with_the_list(dialect: Dialect, paths: list[str], wishes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = grown(Path(folder) / "x", paths)
        root.mkdir(exist_ok=True)
        (root / ".funcignore").write_text("\n".join(wishes))
        choice = Choice(dialect=dialect)
        tree = publish(str(root), choice)
        files = {file.path for file in tree.files}
        ways = {way for path in files for way in above(path)}
        for each in root.rglob("*"):
            path = each.relative_to(root).as_posix()
            told = explain(str(root), choice, tree, path)
            assert told.included is (path in files | ways)
            if not told.included and each.is_file():
                assert told.decision is not None
                assert told.decision.excluded
            assert all(
                above.decision != told.decision or above.path != told.at
                for above in told.overridden
            )
