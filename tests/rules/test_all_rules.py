"""What holds for every rule: its page is true, and nothing is listed twice without agreement."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import fxpack.rules
from fxpack.app.lint import lint
from fxpack.artifact import SharedObject
from fxpack.model import Diagnostic, Rule
from fxpack.pack.readback import read_archive
from fxpack.platforms import platform_of
from fxpack.rules import ARCHIVE, ARCHIVE_RULES, EVERY, MODULES, OFF, REPORTING
from fxpack.settings import Flags
from tests.apps import lint_files, overlay, page_sections
from tests.archives import app_zip, judged

FOLDER = Path(fxpack.rules.__file__).parent
TESTS = Path(__file__).parent
BY_CODE = pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code)


def test_registry_lists_every_module_in_order() -> None:
    assert [*MODULES, *ARCHIVE] == sorted(path.stem for path in FOLDER.glob("fx*.py"))


def test_reporting_rules_report_the_problem_of_their_name_and_nothing_else() -> None:
    told = set()
    for module in MODULES:
        text = (FOLDER / f"{module}.py").read_text(encoding="utf-8")
        kinds = re.findall(r'problems_of\("([a-z0-9-]+)"\)', text)
        if kinds == [module.partition("_")[2].replace("_", "-")]:
            told |= {module} - OFF
    looks = re.compile(r"in project\.(v1_)?functions")
    searching = {m for m in told if looks.search((FOLDER / f"{m}.py").read_text())}
    assert told - searching == set(REPORTING)


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in EVERY]
    assert len(set(codes)) == len(codes)


@BY_CODE
def test_has_code_summary_and_test(rule: Rule) -> None:
    assert re.fullmatch(r"FX[1-9]\d\d", rule.code)
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 88
    stem = f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert (TESTS / f"test_{stem}.py").exists()
    assert "Source:" in rule.page


@BY_CODE
def test_example_shows_exactly_this_rule(rule: Rule, tmp_path: Path) -> None:
    found = said(rule, tmp_path, page_sections(rule)["Example"])
    assert {diagnostic.code for diagnostic in found} == {rule.code}
    assert {diagnostic.severity for diagnostic in found} == {rule.severity}


@BY_CODE
def test_use_instead_is_clean(rule: Rule, tmp_path: Path) -> None:
    sections = page_sections(rule)
    found = said(rule, tmp_path, sections["Example"], sections["Use instead"])
    assert not [str(diagnostic) for diagnostic in found]


def lint_on_disk(
    app: Mapping[str, bytes], folder: Path, select: tuple[str, ...]
) -> list[Diagnostic]:
    for path, data in {**app, ".git/HEAD": b""}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    found = lint([str(folder)], Flags(select=select), str(folder), today="2026-11-21")
    return list(found.report.diagnostics)


def said(rule: Rule, folder: Path, *trees: Mapping[str, str]) -> list[Diagnostic]:
    """What is said of the trees of a page, over the smallest app: of an app, or of a zip of it.

    Where a tree says what the app runs on, it is on disk, because that is read before the app.
    """
    select = () if rule.default else ("ALL",)
    if rule not in ARCHIVE_RULES:
        app = overlay(*trees)
        on_disk = not app.keys().isdisjoint({"pyproject.toml", ".python-version"})
        return lint_on_disk(app, folder, select) if on_disk else lint_files(app, select=select)
    path = str(app_zip(folder / "app.zip", *trees))
    # pages about sizes have files of a gigabyte: only their names are to be looked at
    large = os.path.getsize(path) > 100_000_000 or rule.name == "zip-bomb"
    known: dict[str, SharedObject] | None = {} if large else None
    return judged(read_archive(path, platform_of((3, 12)), known=known), select=select)
