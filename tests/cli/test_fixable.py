"""Whether a finding can be mended, as outputs say it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fxpack.app.lint import lint
from fxpack.settings import Flags
from tests.cli.conftest import Fxpack, write

SIBLING = {"f/__init__.py": "import helper\n\n\ndef main(req): pass\n", "f/helper.py": ""}


def test_text_counts_them_where_it_counts(root: Path, fxpack: Fxpack) -> None:
    write(root, SIBLING)
    assert fxpack("lint").err == "fxpack: note: --fix may mend 1 finding\n"
    ran = fxpack("lint", "--statistics")
    assert ran.err == ""
    assert ran.out.endswith("\nMended by --fix: 1\nBy --fix --unsafe-fixes, besides: 0\n")
    assert '"fixable": true' in fxpack("lint", "--format", "json").out, "not from another's cache"


def test_a_fixer_with_a_bug_lets_the_others_report(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, SIBLING)
    monkeypatch.setattr("fxpack.edit.import_module", lambda _: None)
    result = lint([str(root)], Flags(), str(root), fixes=True)
    assert [each.code for each in result.report.diagnostics] == ["FX304"]
    assert [str(each)[:13] for each in result.crashes] == ["FX304 crashed"]


def test_sarif_says_what_is_put_in_and_what_goes(root: Path, fxpack: Fxpack) -> None:
    """Paths are the repository's, also those of fixes, and a file that is not there is made."""
    write(
        root / "app",
        {"requirements.txt": "azure-functions-worker\nazure-functions\n", "lib/a.py": ""},
        {"f/__init__.py": "import lib.a\n\n\ndef main(req): pass\n"},
    )
    log = json.loads(fxpack("lint", "--format", "sarif", folder="app").out)
    assert [each["fixes"][0]["artifactChanges"] for each in log["runs"][0]["results"]] == [
        [
            {
                "artifactLocation": {"uri": "app/lib/__init__.py", "uriBaseId": "SRCROOT"},
                "replacements": [{"deletedRegion": region(1, 1, 1, 1)}],
            }
        ],
        [
            {
                "artifactLocation": {"uri": "app/requirements.txt", "uriBaseId": "SRCROOT"},
                "replacements": [{"deletedRegion": region(1, 1, 2, 1)}],
            }
        ],
    ]


def region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return dict(
        zip(
            ("startLine", "startColumn", "endLine", "endColumn"),
            (line, column, end_line, end_column),
            strict=True,
        )
    )
