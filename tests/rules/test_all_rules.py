"""What holds for every rule: its page is true, and nothing is listed twice without agreement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fxpack.rules
from fxpack.model import Rule
from fxpack.rules import MODULES, OFF, REPORTING, RULES
from tests.apps import lint_files, overlay, page_sections

FOLDER = Path(fxpack.rules.__file__).parent
TESTS = Path(__file__).parent
BY_CODE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_registry_lists_every_module_in_order() -> None:
    assert list(MODULES) == sorted(path.stem for path in FOLDER.glob("fx*.py"))


def test_reporting_rules_report_the_problem_of_their_name_and_nothing_else() -> None:
    told = set()
    for module in MODULES:
        text = (FOLDER / f"{module}.py").read_text(encoding="utf-8")
        kinds = re.findall(r'problems_of\("([a-z-]+)"\)', text)
        if kinds == [module.partition("_")[2].replace("_", "-")]:
            told |= {module} - OFF
    searching = {m for m in told if "in project.functions" in (FOLDER / f"{m}.py").read_text()}
    assert told - searching == set(REPORTING)


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
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
def test_example_shows_exactly_this_rule(rule: Rule) -> None:
    example = page_sections(rule)["Example"]
    found = lint_files(overlay(example), select=() if rule.default else ("ALL",))
    assert {diagnostic.code for diagnostic in found} == {rule.code}
    assert {diagnostic.severity for diagnostic in found} == {rule.severity}


@BY_CODE
def test_use_instead_is_clean(rule: Rule) -> None:
    sections = page_sections(rule)
    files = overlay(sections["Example"], sections["Use instead"])
    found = lint_files(files, select=() if rule.default else ("ALL",))
    assert not [str(diagnostic) for diagnostic in found]
