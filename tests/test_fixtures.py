"""Whole apps and the exact text about them: `ok` apps say nothing, `bad/X` says `bad/X.expected`.

What fixing changes of some is in `bad/X.diff`. `python tests/test_fixtures.py` writes these texts
anew; read what changed before you commit.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fxpack.app.fix import fix
from fxpack.app.lint import lint
from fxpack.report import Report, diff, plain, text
from fxpack.report import json as json_report
from fxpack.settings import Flags
from tests.report.test_json import schema

APPS = Path(__file__).parent.parent / "fixtures" / "apps"


def apps(kind: str) -> list[str]:
    return sorted(path.name for path in (APPS / kind).iterdir() if path.is_dir())


def linted(kind: str, name: str) -> Report:
    result = lint([name], Flags(), str(APPS / kind))
    assert not result.crashes
    return result.report


def said(kind: str, name: str) -> str:
    return plain(text.render(linted(kind, name)))


@pytest.mark.parametrize("name", apps("ok"))
def test_a_good_app_says_nothing(name: str) -> None:
    assert said("ok", name) == "All checks passed!\n"


@pytest.mark.parametrize("name", apps("bad"))
def test_a_bad_app_says_exactly_this(name: str) -> None:
    assert said("bad", name) == (APPS / f"bad/{name}.expected").read_text(encoding="utf-8")


DIFFS = sorted((APPS / "bad").glob("*.diff"))


def fixed(name: str) -> str:
    changes = fix([name], Flags(), str(APPS / "bad"), unsafe=False, write=False).changes
    return "".join(plain(diff.render(one.shown, one.before, one.after)) for one in changes)


@pytest.mark.parametrize("path", DIFFS, ids=[path.stem for path in DIFFS])
def test_fixing_changes_exactly_this(path: Path) -> None:
    assert fixed(path.stem) == path.read_text(encoding="utf-8")


def test_nothing_is_expected_of_apps_that_are_not_there() -> None:
    assert sorted(path.stem for path in (APPS / "bad").glob("*.expected")) == apps("bad")


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k in ("ok", "bad") for n in apps(k)])
def test_json_keeps_to_the_schema(kind: str, name: str) -> None:
    value = json.loads(json_report.render(linted(kind, name), statistics=True))
    Draft202012Validator(schema()).validate(value)


if __name__ == "__main__":
    for each in apps("bad"):
        (APPS / f"bad/{each}.expected").write_text(said("bad", each), encoding="utf-8")
    for path in DIFFS:
        path.write_text(fixed(path.stem), encoding="utf-8")
