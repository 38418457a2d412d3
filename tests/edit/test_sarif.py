"""The fixes in SARIF are those that fxpack makes, of whole apps and of single mistakes.

Those of the cases that the real workers were asked about are in tests/oracle/test_fixes.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fxpack.edit import FIXERS, fixes
from fxpack.model import Rule
from fxpack.read.tree import Tree
from fxpack.rules import EVERY
from tests.apps import overlay, page_sections
from tests.edit.sarif_fixes import broken, look
from tests.edit.test_encodings import APP, WAYS, Way
from tests.edit.test_laws import APPS, AROUND, FIXTURES


@pytest.mark.parametrize("app", [app for app in APPS if "/bad/" in app])
def test_of_a_fixture(app: str) -> None:
    assert list(broken(Tree(APPS[app]))) == []


@pytest.mark.parametrize("record", ["v1-cases", "v2-cases", "shapes"])
def test_of_cases_made_by_hand(record: str) -> None:
    cases = json.loads((Path(FIXTURES) / f"oracle/{record}.json").read_text(encoding="utf-8"))
    found = {
        case["name"]: laws
        for case in cases
        if (laws := list(broken({**AROUND, **{p: t.encode() for p, t in case["files"].items()}})))
    }
    assert found == {}


FIXABLE = [rule for rule in EVERY if rule.code in FIXERS]


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_of_the_example_of_each_rule(rule: Rule) -> None:
    files = overlay(page_sections(rule)["Example"])
    for way in WAYS.values():
        assert list(broken({path: way(path, data) for path, data in files.items()})) == []


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_however_files_are_written(way: Way) -> None:
    assert list(broken({path: way(path, data) for path, data in overlay(APP).items()})) == []


WIDE = {
    "f/__init__.py": """\tX = "\U0001f40d\tx\u0301"; from __app__.shared import db; Y = "\U0001d4b3"
import __app__.names; Z = "\U0001f40d", __app__.names.ANY, "\U0001f40d", __app__.names.ANY


def main(req: "\U0001f40d" and int, Msg: str = "\U0001f40d") -> None: "\U0001f40d"; return "\U0001f40d"
""".lstrip("\t"),
    "f/function.json": '{ "\U0001f40d":\t"\U0001d4b3", "bindings": [{"name": "req", "type": "httpTrigger", '
    '"direction": "in"}, {"\U0001f40d": "\U0001f40d",\t"name": "msg", "type": "queue", "direction": "out", '
    '"queueName": "\U0001f40d",\t/* \U0001f40d */ }, {"name": "$return", "type": "http", "direction": "out"},]}',
    "host.json": '{/* \U0001f40d\t*/ "\U0001f40d": "\U0001d4b3" }',
    "requirements.txt": "# \U0001f40d\n\tazure-functions-worker\t# \U0001f40d\r\nazure-functions # \U0001d4b3",
    ".funcignore": "# \U0001f40d\r\n\U0001d4b3",
    "local.settings.dev.json": "{}",
    "shared/__init__.py": "",
    "shared/db.py": "",
    "names.py": "ANY = 1\n",
}


def test_of_lines_with_wide_characters_and_tabs() -> None:
    files = overlay(WIDE)
    seen = look(files, (3, 12))
    codes = {fix.code for fix in fixes(*seen)}
    assert codes == {"FX125", "FX211", "FX229", "FX301", "FX405", "FX501"}
    assert list(broken(files)) == []
